import { type Series, seriesColour } from './series';

/** The series in reading order, which is the order of the stack from below. */
export function Legend({ series, restKey }: { series: readonly Series[]; restKey?: string }) {
  return (
    <ul className="flex flex-wrap gap-x-3.5 gap-y-1 text-sm text-ink-2">
      {series.map((each, index) => (
        <li key={each.key} className="inline-flex items-center gap-1.5 whitespace-nowrap">
          <Swatch colour={seriesColour(index, each.key === restKey)} />
          {each.label}
        </li>
      ))}
    </ul>
  );
}

/** The square that ties a row to its colour in the chart. */
export function Swatch({ colour }: { colour: string }) {
  return (
    <i
      aria-hidden="true"
      className="inline-block size-[9px] shrink-0 rounded-[2px]"
      style={{ background: colour }}
    />
  );
}
