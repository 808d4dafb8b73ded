type HistogramProps = {
  /** How many fall into each bin, from low to high. */
  counts: readonly number[];
  /** From which to which bin is inside the filter; those are dark. */
  inside?: readonly [number, number];
  height?: number;
  /** In words, when it stands alone; behind a slider it is decoration. */
  label?: string;
};

/** How the market is spread, behind the slider that cuts it. A bin with anything in it shows at least a pixel. */
export function Histogram({ counts, inside, height = 28, label }: HistogramProps) {
  const top = Math.max(1, ...counts);
  const bar = 100 / Math.max(1, counts.length);
  const isIn = (bin: number) => !inside || (bin >= inside[0] && bin <= inside[1]);
  const bars = (which: boolean) =>
    counts
      .map((count, bin) => {
        if (count === 0 || isIn(bin) !== which) return '';
        const tall = Math.max(1, (count / top) * (height - 1));
        return `M${(bin * bar + bar * 0.08).toFixed(2)} ${height}v${(-tall).toFixed(1)}h${(bar * 0.84).toFixed(2)}v${tall.toFixed(1)}z`;
      })
      .join('');
  return (
    <svg
      viewBox={`0 0 100 ${height}`}
      preserveAspectRatio="none"
      width="100%"
      height={height}
      role={label ? 'img' : 'presentation'}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      className="block"
    >
      <path d={bars(false)} fill="var(--line-strong)" />
      <path d={bars(true)} fill="var(--ink-3)" />
    </svg>
  );
}
