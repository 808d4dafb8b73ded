import { cx } from './cx';

/** Something is coming, of this size. Hidden from screen readers: the region says `aria-busy`. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cx('skeleton block', className)} />;
}

const WIDTHS = ['h-2.5 w-4/5', 'h-2.5 w-3/5', 'h-2.5 w-2/3', 'h-2.5 w-1/2'];

type RowsProps = {
  rows?: number;
  /** One share of the width per column, as the real table has them. */
  columns?: readonly number[];
  label?: string;
};

/** A table's rows before they are known: same heights, same columns, so that nothing jumps when they come. */
export function SkeletonRows({ rows = 8, columns = [3, 2, 2, 2, 1, 1], label = 'Loading' }: RowsProps) {
  const places = Array.from({ length: rows }, (_, index) => index);
  return (
    <div role="status" aria-busy="true" aria-label={label}>
      <div className="h-[46px] border-b border-line" />
      {places.map((row) => (
        <div key={row} className="flex h-[38px] items-center gap-5 border-b border-line px-4 last:border-0">
          {columns.map((share, column) => (
            // Flexible by share, and each row a little different, as words are.
            <span
              key={`${share} ${places[column]}`}
              className={cx('block', column > 0 && 'max-md:hidden')}
              style={{ flex: share }}
            >
              <Skeleton className={WIDTHS[(row + column) % WIDTHS.length]} />
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}
