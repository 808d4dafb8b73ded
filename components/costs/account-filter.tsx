'use client';

import { Popover } from '@base-ui/react/popover';
import { ListFilter } from 'lucide-react';
import { buttonLook } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { cx } from '@/components/ui/cx';
import { floatLook, grows } from '@/components/ui/float';

type AccountFilterProps = {
  accounts: readonly { id: string; name: string }[];
  /** None chosen is all of them. */
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
};

export function AccountFilter({ accounts, chosen, onChange }: AccountFilterProps) {
  const toggle = (id: string, on: boolean) =>
    onChange(accounts.map((each) => each.id).filter((each) => (each === id ? on : chosen.includes(each))));
  return (
    <Popover.Root>
      <Popover.Trigger className={buttonLook()}>
        <ListFilter aria-hidden="true" />
        {chosen.length === 0 ? 'All accounts' : `${chosen.length} of ${accounts.length} accounts`}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={4} collisionPadding={8} className="z-50">
          <Popover.Popup
            aria-label="Accounts"
            className={cx(floatLook, grows, 'grid max-h-80 min-w-52 gap-1.5 overflow-y-auto p-3')}
          >
            {accounts.map(({ id, name }) => (
              <Checkbox
                key={id}
                label={name}
                checked={chosen.includes(id)}
                onChange={(event) => toggle(id, event.target.checked)}
              />
            ))}
            <p className="text-sm text-ink-3">None ticked shows all.</p>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
