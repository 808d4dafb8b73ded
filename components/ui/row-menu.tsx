'use client';

import { Menu as Base } from '@base-ui/react/menu';
import { Ellipsis } from 'lucide-react';
import { useRef } from 'react';
import { menuLook } from './menu';
import { type MenuItem, MenuItems } from './menu-items';

/** A plain button in a row; the table tells its owner which row it was (`onMenu`). */
export function RowMenuButton({ name }: { name: string }) {
  return (
    <button
      type="button"
      data-row-menu
      aria-haspopup="menu"
      aria-label={`What can be done with ${name}`}
      className="hit grid size-7 place-items-center rounded-sm text-ink-3 hover:bg-sunken hover:text-ink"
    >
      <Ellipsis className="size-4" aria-hidden="true" />
    </button>
  );
}

type RowMenuProps = {
  /** The pressed button; undefined while closed. */
  anchor: Element | undefined;
  onClose: () => void;
  items: readonly MenuItem[];
};

/** One menu for all rows of a table, opened at whichever row asked. */
export function RowMenu({ anchor, onClose, items }: RowMenuProps) {
  // Kept while the menu fades out, and for the focus to return to.
  const last = useRef<Element>(undefined);
  if (anchor) last.current = anchor;
  return (
    <Base.Root open={anchor !== undefined} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Positioner
          anchor={anchor ?? last.current ?? null}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-50"
        >
          <Base.Popup
            className={menuLook}
            finalFocus={() => !inDialog() && (last.current instanceof HTMLElement ? last.current : true)}
          >
            <MenuItems items={items} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** An item may have opened a dialog: the focus is there by the time the menu has faded, and stays. */
const inDialog = () => document.activeElement?.closest('[role=dialog], [role=alertdialog]') != null;
