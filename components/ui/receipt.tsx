import type { ReactNode } from 'react';
import { cx } from './cx';

/** Parts of a price and their sum, as on a receipt. */
export function Receipt({ children, label }: { children: ReactNode; label: string }) {
  return (
    <dl aria-label={label} className="border-t border-line pt-2.5">
      {children}
    </dl>
  );
}

type LineProps = { name: ReactNode; children: ReactNode; kind?: 'part' | 'sum' | 'after' };

export function ReceiptLine({ name, children, kind = 'part' }: LineProps) {
  return (
    <div
      className={cx(
        'flex items-baseline justify-between gap-4 py-[3px]',
        kind === 'sum' && 'mt-1 border-y border-line py-1 font-semibold',
        kind === 'after' && 'text-ink-3',
      )}
    >
      <dt className={cx(kind === 'part' && 'text-ink-2')}>{name}</dt>
      <dd className={cx(kind === 'sum' && 'text-xl tracking-[-0.01em]')}>{children}</dd>
    </div>
  );
}
