import { cx } from './cx';

type UtilBarProps = {
  /** 0 to 100; undefined when nobody knows. */
  percent: number | undefined;
  /** Below this the bar is a warning. */
  lowBelow?: number;
  label?: string;
};

/** A use in percent, as a short bar and its number. Unknown is a dash, never a zero. */
export function UtilBar({ percent, lowBelow = 5, label = 'in use' }: UtilBarProps) {
  if (percent === undefined) return <Unknown />;
  const shown = Math.max(0, Math.min(100, percent));
  return (
    <span className="inline-flex items-center gap-[7px] whitespace-nowrap">
      <span aria-hidden="true" className="inline-block h-[5px] w-[54px] overflow-hidden rounded-xs bg-sunken">
        <i
          className={cx('block h-full', shown < lowBelow ? 'bg-warn' : 'bg-s3')}
          style={{ width: `${shown}%` }}
        />
      </span>
      <span className="inline-block min-w-[34px]">
        {Math.round(percent)}
        <span className="text-ink-3"> %</span>
        <span className="sr-only"> {label}</span>
      </span>
    </span>
  );
}

/** What nobody knows or what does not apply. */
export function Unknown({ why = 'not known' }: { why?: string }) {
  return (
    <span className="text-ink-3">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{why}</span>
    </span>
  );
}
