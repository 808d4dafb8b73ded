import {
  Bot,
  ChartColumnStacked,
  Gauge,
  LayoutGrid,
  Link2,
  ScrollText,
  Server,
  Settings,
  SquareTerminal,
  Store,
  Users,
} from 'lucide-react';
import type { ReactNode } from 'react';

export type NavItem = {
  href: string;
  label: string;
  icon: ReactNode;
  /** At the right: how many there are, or what they save. */
  count?: ReactNode;
  /** Heading above it; items with the same one stand together. */
  group?: string;
  /** Second key after `g`. */
  key?: string;
  /** In the phone's tabs; the others are under More. */
  onPhone?: boolean;
};

/** The places there are. Counts are by href: `mainNav({ '/instances': 9 })`. */
export const mainNav = (counts: Readonly<Record<string, ReactNode>> = {}): NavItem[] =>
  (
    [
      { href: '/', label: 'Overview', icon: <LayoutGrid />, key: 'o', onPhone: true },
      { href: '/market', label: 'Market', icon: <Store />, key: 'm', onPhone: true },
      { href: '/instances', label: 'Instances', icon: <Server />, key: 'i', onPhone: true },
      {
        href: '/costs',
        label: 'Costs',
        icon: <ChartColumnStacked />,
        key: 'c',
        group: 'Money',
        onPhone: true,
      },
      { href: '/accounts', label: 'Accounts', icon: <Link2 />, key: 'a', group: 'Control' },
      { href: '/team', label: 'Team', icon: <Users />, key: 'p', group: 'Control' },
      { href: '/limits', label: 'Limits', icon: <Gauge />, key: 'l', group: 'Control' },
      { href: '/agents', label: 'Agents', icon: <Bot />, key: 'b', group: 'Control' },
      { href: '/audit', label: 'Audit', icon: <ScrollText />, key: 'u', group: 'Control' },
      { href: '/operations', label: 'Operations', icon: <SquareTerminal />, key: 'e', group: 'Control' },
      { href: '/settings', label: 'Settings', icon: <Settings />, key: 's', group: 'Control' },
    ] satisfies NavItem[]
  ).map((item) => ({ ...item, count: counts[item.href] }));
