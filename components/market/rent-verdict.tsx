import { Ban, Check, TriangleAlert } from 'lucide-react';
import { cx } from '@/components/ui/cx';
import type { Verdict } from './use-verdict';

const LOOK = {
  fits: { tone: 'text-run', icon: Check },
  near: { tone: 'text-warn', icon: TriangleAlert },
  refused: { tone: 'text-bad', icon: Ban },
} as const;

/** What spending limits say of it, in a line that is there from the beginning: nothing moves when it comes. */
export function RentVerdictLine({ verdict }: { verdict: Verdict | undefined }) {
  return (
    <div role="status" aria-label="Spending limits" className="min-h-5">
      <Said verdict={verdict} />
    </div>
  );
}

function Said({ verdict }: { verdict: Verdict | undefined }) {
  if (verdict === undefined) return <p className="text-ink-3">Looking at the spending limits</p>;
  switch (verdict.kind) {
    case 'none':
      return <p className="text-ink-3">No spending limit binds this.</p>;
    case 'unread':
      return (
        <p className="text-ink-3">The spending limits could not be read. They are looked at when you rent.</p>
      );
    default: {
      const { tone, icon: Icon } = LOOK[verdict.kind];
      return (
        <p className={cx('flex gap-2', tone)}>
          <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0">{verdict.says}</span>
        </p>
      );
    }
  }
}
