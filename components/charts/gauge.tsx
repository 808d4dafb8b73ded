import type { ReactNode } from 'react';
import { cx } from '../ui/cx';
import { Unknown } from '../ui/util-bar';

type GaugeProps = {
  label: string;
  /** 0 to 1 of the whole; undefined when nobody knows. */
  share: number | undefined;
  /** The figure as read: "71 %", "64 °C", "212 GB". */
  figure: ReactNode;
  /** Of what: "of 320 GB", "limit 87". */
  of?: ReactNode;
  /** Shares from which it turns amber and red. */
  warnFrom?: number;
  badFrom?: number;
};

/** One measure as it is now. */
export function Gauge({ label, share, figure, of, warnFrom = 2, badFrom = 2 }: GaugeProps) {
  const colour =
    share === undefined ? '' : share >= badFrom ? 'bg-bad' : share >= warnFrom ? 'bg-warn' : 'bg-s3';
  return (
    <div className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1.5 border-t border-line px-4 py-2.5 first:border-0">
      <span className="text-ink-2">{label}</span>
      <span>
        {share === undefined ? <Unknown /> : <b>{figure}</b>} {of && <span className="text-ink-3">{of}</span>}
      </span>
      <span aria-hidden="true" className="col-span-2 h-[5px] overflow-hidden rounded-xs bg-sunken">
        <i
          className={cx('block h-full', colour)}
          style={{ width: `${Math.max(0, Math.min(1, share ?? 0)) * 100}%` }}
        />
      </span>
    </div>
  );
}
