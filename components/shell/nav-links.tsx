'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { Fragment } from 'react';
import { cx } from '../ui/cx';
import { Going } from './going';
import type { NavItem } from './nav';

export const isHere = (href: string, path: string) =>
  href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);

/** The rail's links; between a phone and a desk only their icons, named for those who can't see them. */
export function NavLinks({ nav }: { nav: readonly NavItem[] }) {
  const path = usePathname();
  return nav.map((item, index) => {
    const here = isHere(item.href, path);
    return (
      <Fragment key={item.href}>
        {item.group && item.group !== nav[index - 1]?.group && (
          <p className="px-2 pt-3.5 pb-1.5 text-xs/none font-medium text-ink-3 max-lg:mx-2 max-lg:my-2 max-lg:h-px max-lg:bg-line max-lg:p-0 max-lg:text-[0px]">
            {item.group}
          </p>
        )}
        <Link
          href={item.href}
          aria-current={here ? 'page' : undefined}
          title={item.label}
          className={cx(
            'flex items-center gap-[9px] rounded-sm px-2 py-[5px] transition-colors max-lg:justify-center max-lg:py-2 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.6]',
            here
              ? 'bg-sunken font-[550] text-ink'
              : 'text-ink-2 hover:bg-sunken/60 hover:text-ink [&_svg]:text-ink-3',
          )}
        >
          {item.icon}
          <span className="max-lg:sr-only">{item.label}</span>
          <Going label={item.label} />
          {item.count !== undefined && (
            <span className="ml-auto text-sm font-normal text-ink-3 max-lg:hidden [[role=status]+&]:hidden">
              {item.count}
            </span>
          )}
        </Link>
      </Fragment>
    );
  });
}
