import type { ReactNode } from 'react';
import { cx } from './cx';

/** What a thing is, in pairs: Place, Oslo. */
export function Facts({ children, inset = true }: { children: ReactNode; inset?: boolean }) {
  return <dl className={cx(inset && '[&>div]:px-4')}>{children}</dl>;
}

export function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4 border-t border-line py-[7px] first:border-0">
      <dt className="shrink-0 text-ink-3">{name}</dt>
      <dd className="min-w-0 text-right [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
