interface Head {
  head: string;
  /** A width's class; empty for what is left. */
  width: string;
  /** Figures stand to the right, and so does what is over them. */
  isFigure?: boolean;
}

/** The top of a table of a panel: what it is called for those who can't see it, its widths and its heads. */
export function TableHeads({ caption, heads }: { caption: string; heads: readonly Head[] }) {
  return (
    <>
      <caption className="sr-only">{caption}</caption>
      <colgroup>
        {heads.map(({ head, width }) => (
          <col key={head} className={width} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {heads.map(({ head, isFigure }) => (
            <th key={head} scope="col" className={isFigure ? 'num' : undefined}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}
