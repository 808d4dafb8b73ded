'use client';

import { Menu as Base } from '@base-ui/react/menu';
import { Check, Columns3 } from 'lucide-react';
import { buttonLook } from '../button';
import { cx } from '../cx';
import { itemLook } from '../float';
import { menuLook } from '../menu';

type ColumnsMenuProps = {
  columns: readonly { id: string; head: string; unit?: string; names?: boolean }[];
  hidden: readonly string[];
  onHiddenChange: (hidden: string[]) => void;
  className?: string;
};

/** Which columns to see. The one that names the row always stays. */
export function ColumnsMenu({ columns, hidden, onHiddenChange, className }: ColumnsMenuProps) {
  return (
    <Base.Root>
      <Base.Trigger className={cx(buttonLook(), className)}>
        <Columns3 aria-hidden="true" /> Columns
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner align="end" sideOffset={4} collisionPadding={8} className="z-50">
          <Base.Popup className={menuLook}>
            {columns
              .filter((column) => !column.names && column.head !== '')
              .map((column) => (
                <Base.CheckboxItem
                  key={column.id}
                  className={itemLook}
                  checked={!hidden.includes(column.id)}
                  onCheckedChange={(on) =>
                    onHiddenChange(on ? hidden.filter((id) => id !== column.id) : [...hidden, column.id])
                  }
                >
                  <span className="grid size-3.5 place-items-center">
                    <Base.CheckboxItemIndicator>
                      <Check aria-hidden="true" />
                    </Base.CheckboxItemIndicator>
                  </span>
                  {column.head}
                  {column.unit && <span className="ml-auto pl-4 text-sm text-ink-3">{column.unit}</span>}
                </Base.CheckboxItem>
              ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
