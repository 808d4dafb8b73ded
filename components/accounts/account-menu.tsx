'use client';

import { Ellipsis } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Menu } from '@/components/ui/menu';
import type { LinkedAccount } from '@/lib/queries/accounts';

export type AccountAct = 'rename' | 'key' | 'remove';

// Opened once in a while: not part of what the page waits for.
const AccountDialog = dynamic(() => import('./account-dialog').then((m) => m.AccountDialog), { ssr: false });

/** What can be done with a linked account. */
export function AccountMenu({ account }: { account: LinkedAccount }) {
  const [act, setAct] = useState<AccountAct>();
  return (
    <>
      <Menu
        label={`What can be done with ${account.name}`}
        tone="quiet"
        size="small"
        items={[
          { label: 'Rename', onSelect: () => setAct('rename') },
          { label: 'Replace key', says: 'Same Vast.ai account, new key', onSelect: () => setAct('key') },
          'rule',
          {
            label: 'Remove from Gantry',
            says: 'Nothing stops at Vast.ai',
            tone: 'danger',
            onSelect: () => setAct('remove'),
          },
        ]}
      >
        <Ellipsis aria-hidden="true" />
      </Menu>
      {act && <AccountDialog act={act} account={account} onClose={() => setAct(undefined)} />}
    </>
  );
}
