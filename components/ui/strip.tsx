import type { ReactNode } from 'react';
import { cx } from './cx';

/** The figures a screen is opened for, in one row; two by two on a phone. */
export function Strip({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <dl
      aria-label={label}
      className={cx(
        'mb-4.5 grid grid-cols-2 overflow-hidden rounded-lg border border-line bg-surface',
        'md:auto-cols-fr md:grid-flow-col md:grid-cols-none',
        // Rules between the cells only: each cell draws its top and left edge, and the frame hides the outer ones.
        '[&>div]:-mt-px [&>div]:-ml-px [&>div]:border-t [&>div]:border-l [&>div]:border-line',
      )}
    >
      {children}
    </dl>
  );
}

type FigureProps = {
  label: ReactNode;
  /** At the right of the label: a sparkline, the budget it is measured against. */
  aside?: ReactNode;
  children: ReactNode;
  unit?: string;
  tone?: 'run' | 'warn' | 'bad';
  /** A bar between figure and sentence. */
  bar?: ReactNode;
  /** One sentence that says what the figure means. */
  says?: ReactNode;
};

const TONE = { run: 'text-run', warn: 'text-warn', bad: 'text-bad' } as const;

export function Figure({ label, aside, children, unit, tone, bar, says }: FigureProps) {
  return (
    <div className="min-w-0 px-3.5 py-2.5 md:px-4.5 md:pt-3.5 md:pb-[13px]">
      <dt className="flex min-h-[17px] flex-wrap items-start justify-between gap-x-2 text-sm text-ink-3">
        {label}
        {aside && <span className="relative -mb-1.5">{aside}</span>}
      </dt>
      <dd
        className={cx(
          'mt-0.5 text-[1.25rem]/[26px] font-semibold tracking-[-0.025em] whitespace-nowrap md:text-3xl/[32px]',
          tone && TONE[tone],
        )}
      >
        {children}
        {unit && <small className="text-base font-normal tracking-normal text-ink-3"> {unit}</small>}
      </dd>
      {bar && <dd className="mt-2">{bar}</dd>}
      {says && (
        <dd className={cx('text-sm text-ink-2 md:truncate', bar ? 'mt-[7px]' : 'mt-[3px]')}>{says}</dd>
      )}
    </div>
  );
}
