import { cx } from './cx';

type BudgetBarProps = {
  /** 0 to 1 of what may be spent. */
  used: number;
  /** 0 to 1: where it is heading; a tick on the bar. */
  heading?: number;
  label: string;
};

/** How much is used, and where it will end. */
export function BudgetBar({ used, heading, label }: BudgetBarProps) {
  const percent = (share: number) => `${Math.max(0, Math.min(1, share)) * 100}%`;
  return (
    <span role="img" aria-label={label} className="relative block h-1.5 rounded-xs bg-sunken">
      <i
        className={cx('absolute inset-y-0 left-0 rounded-xs', used > 1 ? 'bg-bad' : 'bg-ink')}
        style={{ width: percent(used) }}
      />
      {heading !== undefined && (
        <i
          className="absolute -top-[3px] h-3 w-0.5 bg-warn"
          style={{ left: `calc(${percent(heading)} - 1px)` }}
        />
      )}
    </span>
  );
}
