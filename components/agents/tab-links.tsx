import Link from 'next/link';
import type { ReactNode } from 'react';
import { cx } from '@/components/ui/cx';

export const TABS = ['approvals', 'activity', 'tokens'] as const;
export type Tab = (typeof TABS)[number];

const HREF: Record<Tab, string> = {
  approvals: '/agents',
  activity: '/agents?tab=activity',
  tokens: '/agents?tab=tokens',
};

/** Views of the same agents, each with an address. */
export function TabLinks({ here, waiting }: { here: Tab; waiting: number }) {
  const label: Record<Tab, ReactNode> = {
    approvals: waiting > 0 ? `Approvals ${waiting}` : 'Approvals',
    activity: 'Activity',
    tokens: 'Tokens',
  };
  return (
    <nav
      aria-label="Agents"
      className="inline-flex max-w-full overflow-x-auto rounded-sm border border-line-strong bg-surface [scrollbar-width:none]"
    >
      {TABS.map((tab) => (
        <Link
          key={tab}
          href={HREF[tab]}
          scroll={false}
          aria-current={tab === here ? 'page' : undefined}
          className={cx(
            'border-l border-line px-2.5 py-1 whitespace-nowrap transition-colors first:border-0 focus-visible:-outline-offset-2',
            tab === here ? 'bg-ink text-on-ink' : 'text-ink-2 hover:text-ink',
          )}
        >
          {label[tab]}
        </Link>
      ))}
    </nav>
  );
}
