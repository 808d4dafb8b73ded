'use client';

import { Menu as Base } from '@base-ui/react/menu';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { cx } from './cx';
import { itemLook } from './float';
import { Kbd } from './kbd';

export type MenuItem =
  | 'rule'
  | {
      label: string;
      icon?: ReactNode;
      /** What it means or costs, small and grey: "$0.21 a day goes on". */
      says?: ReactNode;
      keys?: string;
      tone?: 'danger';
      disabled?: boolean;
      href?: string;
      onSelect?: () => void;
    };

/** The inside of every menu; items are data. */
export function MenuItems({ items }: { items: readonly MenuItem[] }) {
  return items.map((item, index) => {
    if (item === 'rule') {
      // A rule is known by what it stands before.
      const next = items[index + 1];
      const key = `rule ${next && next !== 'rule' ? next.label : 'end'}`;
      return <Base.Separator key={key} className="mx-2 my-1 h-px bg-line" />;
    }
    const look = cx(itemLook, item.tone === 'danger' && 'text-bad [&_svg]:text-bad');
    const inside = (
      <>
        {item.icon}
        <span className="min-w-0 flex-1">
          {item.label}
          {item.says && <span className="block text-sm text-ink-3">{item.says}</span>}
        </span>
        {item.keys && <Kbd>{item.keys}</Kbd>}
      </>
    );
    return item.href ? (
      <Base.LinkItem key={item.label} className={look} closeOnClick render={<Link href={item.href} />}>
        {inside}
      </Base.LinkItem>
    ) : (
      <Base.Item key={item.label} className={look} disabled={item.disabled} onClick={item.onSelect}>
        {inside}
      </Base.Item>
    );
  });
}
