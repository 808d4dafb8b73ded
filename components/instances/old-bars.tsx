'use client';

import Link from 'next/link';
import type { LiveState } from '@/components/live/live-client';
import { useLiveState } from '@/components/live/use-live';
import { nearby } from '@/components/time/zoned';
import { LinkButton } from '@/components/ui/button';
import { StaleBar } from '@/components/ui/stale-bar';
import type { AccountPulse } from '@/lib/queries/instances-pulse';

type Props = { accounts: readonly AccountPulse[]; nowMs: number; zone: string };

const WHY: Record<AccountPulse['state'], string> = {
  ok: 'Vast.ai has been silent since',
  revoked: 'Vast.ai no longer accepts its key. Last read',
  two_factor: 'Vast.ai asks for a second factor on its key. Last read',
  forbidden: 'Its key may not read instances. Last read',
  unreachable: 'Vast.ai can’t be reached. Last read',
};

/** Whether an account's rows are not being renewed. */
export const isOld = (account: AccountPulse): boolean => account.state !== 'ok' || account.silent;

/** What is old, how old, and why. What is known stays below. */
export function OldBars({ accounts, nowMs, zone }: Props) {
  const live = useLiveState();
  if (live.mode === 'ended') {
    return (
      <StaleBar
        action={
          <LinkButton href="/sign-in" size="small">
            Sign in
          </LinkButton>
        }
      >
        Your session has ended. What you see is as of {heard(live)}.
      </StaleBar>
    );
  }
  if (live.mode === 'offline') {
    return (
      <StaleBar>
        Gantry doesn’t answer this browser. What you see is as of {heard(live)}; it is asked again every few
        seconds.
      </StaleBar>
    );
  }
  const old = accounts.filter(isOld);
  return old.map((account) => (
    <StaleBar
      key={account.id}
      action={
        (account.state === 'revoked' || account.state === 'two_factor' || account.state === 'forbidden') && (
          <LinkButton href={`/accounts#${account.id}`} size="small">
            Replace the key
          </LinkButton>
        )
      }
    >
      <Link href={`/accounts#${account.id}`} className="link font-medium">
        {account.name}
      </Link>
      : {WHY[account.state]} {account.readMs === null ? 'never' : nearby(account.readMs, nowMs, zone)}.
      {old.length < accounts.length && ' The other accounts are as they should be.'}
      {account.says && account.state !== 'ok' && (
        <span className="text-ink-2 [overflow-wrap:anywhere]"> Vast.ai says: {account.says}</span>
      )}
    </StaleBar>
  ));
}

const heard = ({ heardMs }: LiveState): string =>
  heardMs === null ? 'when the page was opened' : new Date(heardMs).toTimeString().slice(0, 5);
