'use client';

import { Menu as Base } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import { type ButtonSize, type ButtonTone, buttonLook } from './button';
import { cx } from './cx';
import { floatLook, grows } from './float';
import { type MenuItem, MenuItems } from './menu-items';

export const menuLook = cx(
  floatLook,
  grows,
  'z-50 max-h-[min(480px,var(--available-height))] min-w-44 overflow-y-auto p-1',
);

type MenuProps = {
  /** What the button shows; with only an icon, give `label`. */
  children: ReactNode;
  label?: string;
  items: readonly MenuItem[];
  tone?: ButtonTone;
  size?: ButtonSize;
  align?: 'start' | 'end';
  className?: string;
};

/** A button with a menu. Long tables use one RowMenu instead of one of these per row. */
export function Menu({ children, label, items, tone, size, align = 'end', className }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger aria-label={label} className={cx(buttonLook({ tone, size }), className)}>
        {children}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} collisionPadding={8} className="z-50">
          <Base.Popup className={menuLook}>
            <MenuItems items={items} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
