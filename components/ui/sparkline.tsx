type SparklineProps = {
  /** Oldest first; null where there was no sample: a gap stays a gap. */
  points: readonly (number | null)[];
  width?: number;
  height?: number;
  /** The axis' top; else the highest point. The bottom is zero. */
  max?: number;
  /** What it shows, in words, for those who can't see it. Without one it is decoration beside a number. */
  label?: string;
  strong?: boolean;
};

/** A word-sized line. */
export function Sparkline({ points, width = 60, height = 18, max, label, strong }: SparklineProps) {
  const top = max ?? Math.max(1e-9, ...points.map((p) => p ?? 0));
  const x = (i: number) => 1 + (i * (width - 2)) / Math.max(1, points.length - 1);
  const y = (v: number) => height - 1.5 - (Math.min(v, top) / top) * (height - 3);
  let path = '';
  let drawing = false;
  points.forEach((point, i) => {
    if (point !== null) path += `${drawing ? 'L' : 'M'}${x(i).toFixed(1)} ${y(point).toFixed(1)}`;
    drawing = point !== null;
  });
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className={strong ? 'inline-block align-middle text-ink' : 'inline-block align-middle text-ink-3'}
      role={label ? 'img' : 'presentation'}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}
