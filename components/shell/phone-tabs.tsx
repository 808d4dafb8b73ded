'use client';

import { Menu } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { Fragment } from 'react';
import { cx } from '../ui/cx';
import { Going } from './going';
import type { NavItem } from './nav';
import { isHere } from './nav-links';
import { setOverlay, useOverlay } from './palette-state';

const look =
  'grid min-h-12 content-center justify-items-center gap-[3px] text-xs [&_svg]:size-[19px] [&_svg]:stroke-[1.6] focus-visible:-outline-offset-2';

/** Four places and More, under the thumb. */
export function PhoneTabs({ nav }: { nav: readonly NavItem[] }) {
  const path = usePathname();
  const more = useOverlay() === 'more';
  const tabs = nav.filter((item) => item.onPhone);
  const elsewhere = !tabs.some((item) => isHere(item.href, path));
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 grid auto-cols-fr grid-flow-col border-t border-line bg-surface pt-1 pb-[max(6px,env(safe-area-inset-bottom))] md:hidden"
    >
      {tabs.map((item) => {
        const here = isHere(item.href, path);
        return (
          <Link
            key={item.href}
            href={item.href}
            aria-current={here ? 'page' : undefined}
            className={cx(
              look,
              'relative [&>[role=status]]:absolute [&>[role=status]]:top-1 [&>[role=status]]:right-[calc(50%-22px)]',
              here ? 'font-[550] text-ink' : 'text-ink-3',
            )}
          >
            {item.icon}
            {item.label}
            <Going label={item.label} />
          </Link>
        );
      })}
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={more}
        onClick={() => setOverlay('more')}
        className={cx(look, 'relative', elsewhere ? 'font-[550] text-ink' : 'text-ink-3')}
      >
        <Menu aria-hidden="true" />
        More
        <span className="absolute top-0.5 left-[calc(50%+6px)] empty:hidden">
          {nav
            .filter((item) => !item.onPhone)
            .map(({ href, count }) => count && <Fragment key={href}>{count}</Fragment>)}
        </span>
      </button>
    </nav>
  );
}
