import type { ReactNode } from 'react';

export type MetricPoint = { atMs: number; value: number | null };

type MetricLineProps = {
  title: string;
  /** At the right: what it says now, in words and strong figures. */
  says: ReactNode;
  /** The same in plain words, read aloud in place of the picture. */
  label: string;
  points: readonly MetricPoint[];
  /** The range shown; a gap in the samples stays a gap. */
  fromMs: number;
  toMs: number;
  top: number;
  topLabel: string;
  colour?: string;
  /** Moments on the axis: "image ready". */
  marks?: readonly { atMs: number; label: string }[];
};

const HIGH = 62;

/** One measure over time: a line over a tint, from zero, with what happened on its axis. */
export function MetricLine(props: MetricLineProps) {
  const { title, says, label, points, fromMs, toMs, top, topLabel, colour = 'var(--s3)', marks = [] } = props;
  const x = (atMs: number) => ((atMs - fromMs) / Math.max(1, toMs - fromMs)) * 1000;
  const y = (value: number) => HIGH - (Math.max(0, Math.min(value, top)) / top) * HIGH;
  return (
    <div className="border-t border-line px-4 pt-2.5 pb-3 first:border-0">
      <div className="flex flex-wrap gap-x-2.5">
        <h3 className="font-medium">{title}</h3>
        <p className="ml-auto text-ink-2">{says}</p>
      </div>
      <div className="relative mt-4 ml-9">
        <span className="absolute -top-2 right-full pr-1.5 text-xs text-ink-3">{topLabel}</span>
        <span className="absolute right-full -bottom-2 pr-1.5 text-xs text-ink-3">0</span>
        {marks.map((mark) => (
          <span
            key={`${mark.atMs} ${mark.label}`}
            className="absolute -top-3 bottom-0 border-l border-dotted border-ink-3 pl-1 text-xs/none whitespace-nowrap text-ink-3"
            style={{ left: `${x(mark.atMs) / 10}%` }}
          >
            {mark.label}
          </span>
        ))}
        <svg
          viewBox={`0 0 1000 ${HIGH}`}
          preserveAspectRatio="none"
          width="100%"
          height={HIGH}
          role="img"
          aria-label={label}
          className="block"
        >
          <path d="M0 .5H1000" stroke="var(--line)" strokeDasharray="2 3" vectorEffect="non-scaling-stroke" />
          {runs(points).map((run) => {
            const line = run
              .map((p, i) => `${i === 0 ? 'M' : 'L'}${x(p.atMs).toFixed(1)} ${y(p.value).toFixed(1)}`)
              .join('');
            const [first, last] = [run[0], run.at(-1)];
            return (
              <g key={first?.atMs}>
                <path
                  d={`${line}L${x(last?.atMs ?? 0).toFixed(1)} ${HIGH}L${x(first?.atMs ?? 0).toFixed(1)} ${HIGH}Z`}
                  fill={colour}
                  opacity=".13"
                />
                <path
                  d={line}
                  fill="none"
                  stroke={colour}
                  strokeWidth="1.4"
                  strokeLinejoin="round"
                  vectorEffect="non-scaling-stroke"
                />
              </g>
            );
          })}
          <path d={`M0 ${HIGH - 0.5}H1000`} stroke="var(--line-strong)" vectorEffect="non-scaling-stroke" />
        </svg>
      </div>
    </div>
  );
}

/** Stretches without a hole. */
function runs(points: readonly MetricPoint[]): { atMs: number; value: number }[][] {
  const all: { atMs: number; value: number }[][] = [];
  let run: { atMs: number; value: number }[] = [];
  for (const { atMs, value } of points) {
    if (value !== null) run.push({ atMs, value });
    else if (run.length > 0) {
      all.push(run);
      run = [];
    }
  }
  if (run.length > 0) all.push(run);
  return all;
}
