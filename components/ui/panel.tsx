import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx';

/** One subject on one surface. Rows inside draw their own rules. */
export function Panel({ className, ...rest }: ComponentProps<'section'>) {
  return <section {...rest} className={cx('min-w-0 rounded-lg border border-line bg-surface', className)} />;
}

type Head = {
  title: ReactNode;
  /** Grey, beside the title: the period, the order, the unit. */
  sub?: ReactNode;
  /** At the right: the sum, the legend, the way to all of it. */
  right?: ReactNode;
  /** Between title and right: what the panel is switched by. */
  children?: ReactNode;
  className?: string;
};

export function PanelHead({ title, sub, right, children, className }: Head) {
  return (
    <header
      className={cx('flex flex-wrap items-baseline gap-x-2.5 gap-y-1.5 px-4 pt-[13px] pb-2.5', className)}
    >
      <h2 className="text-lg tracking-[-0.005em]">{title}</h2>
      {sub && <span className="text-ink-3">{sub}</span>}
      {children}
      {right && <div className="text-ink-2 md:ml-auto">{right}</div>}
    </header>
  );
}

/** The line under a panel that says what one sees: "Hatched: the last three days may still change." */
export function PanelNote({ children }: { children: ReactNode }) {
  return <p className="px-4 pb-3 text-sm text-ink-3">{children}</p>;
}
