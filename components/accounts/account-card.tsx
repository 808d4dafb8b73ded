import type { ReactNode } from 'react';
import { nearby } from '@/components/time/zoned';
import { Ago } from '@/components/ui/ago';
import { Money } from '@/components/ui/money';
import { Panel } from '@/components/ui/panel';
import { Unknown } from '@/components/ui/util-bar';
import type { LinkedAccount } from '@/lib/queries/accounts';
import { AccountMenu } from './account-menu';
import { KeyForm } from './key-form';
import { AccountState, needsKey, WHY } from './state';

type CardProps = {
  account: LinkedAccount;
  /** How far its costs are read, in words. */
  books: ReactNode;
  zone: string;
  nowMs: number;
  mayManage: boolean;
};

/** One linked account: how it is, what it holds, how fresh that is, and what mends it. */
export function AccountCard({ account, books, zone, nowMs, mayManage }: CardProps) {
  const { name, state } = account;
  const unread = account.readAt === null && account.instances === 0;
  return (
    <Panel id={account.id} aria-label={name} className="scroll-mt-20 overflow-hidden">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 pt-[13px] pb-3">
        <h2 className="text-lg tracking-[-0.005em] [overflow-wrap:anywhere]">{name}</h2>
        <AccountState
          state={state}
          since={
            state === 'ok' ? undefined : <>since {nearby(Date.parse(account.stateSince), nowMs, zone)}</>
          }
        />
        {mayManage && (
          <span className="ml-auto">
            <AccountMenu account={account} />
          </span>
        )}
      </header>
      {state !== 'ok' && <Trouble account={account} mayManage={mayManage} />}
      <dl className="grid grid-cols-2 gap-px border-t border-line bg-line max-md:[&>div:first-child]:col-span-2 max-md:[&>div:last-child]:col-span-2 md:grid-cols-3 xl:grid-cols-6 [&>div]:bg-surface [&>div]:px-4 [&>div]:py-2.5">
        <Pair name="Vast.ai account">
          {account.email ?? 'no e-mail given'}
          <span className="block text-sm text-ink-3">
            number {account.vastUserId}, {new URL(account.origin).host}
          </span>
        </Pair>
        <Pair name="Credit">
          {account.credit === null ? <Unknown /> : <Money amount={account.credit} />}
          <span className="block text-sm text-ink-3">
            {unread
              ? 'how long it lasts isn’t known yet'
              : account.stopsAt === null
                ? 'nothing uses it up'
                : `lasts until ${nearby(Date.parse(account.stopsAt), nowMs, zone)}`}
          </span>
        </Pair>
        <Pair name="Instances">
          {unread ? 'not read yet' : `${account.running} running of ${account.instances}`}
          {!unread && (
            <span className="block text-sm text-ink-3">
              <Money amount={account.hourUsd} unit="/h" /> now
            </span>
          )}
        </Pair>
        <Pair name="Read">
          {account.readAt === null ? 'not yet' : <Ago atMs={Date.parse(account.readAt)} />}
          <span className="block text-sm text-ink-3">instances and credit</span>
        </Pair>
        <Pair name="Costs">{books}</Pair>
        <Pair name="Key">
          <span className="font-mono text-sm">…{account.keyHint}</span>
          <span className="block text-sm text-ink-3">
            linked {nearby(Date.parse(account.linkedAt), nowMs, zone)}
            {account.linkedBy && ` by ${account.linkedBy}`}
          </span>
        </Pair>
      </dl>
    </Panel>
  );
}

const Pair = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-sm text-ink-3">{name}</dt>
    <dd className="mt-0.5 [overflow-wrap:anywhere]">{children}</dd>
  </div>
);

/** Why nothing new comes from this account, what that means meanwhile, and the repair where it stands. */
function Trouble({ account, mayManage }: { account: LinkedAccount; mayManage: boolean }) {
  if (account.state === 'ok') return null;
  const { what, repair } = WHY[account.state];
  const broken = needsKey(account.state);
  return (
    <section
      aria-label={`Trouble with ${account.name}`}
      className="grid gap-x-8 gap-y-3 border-t border-line px-4 py-3.5 md:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)]"
    >
      <div className="grid content-start gap-1.5">
        <p className={broken ? 'font-medium text-bad' : 'font-medium text-warn'}>{what}</p>
        <p className="text-ink-2">
          Instances run on and are billed by Vast.ai, whether Gantry can see them or not. What the screens
          show of this account is as old as the last reading.
        </p>
        <p className="text-ink-2">{repair}</p>
        {account.stateDetail && (
          <p className="text-sm text-ink-3 [overflow-wrap:anywhere]">Vast.ai says: {account.stateDetail}</p>
        )}
      </div>
      {broken &&
        (mayManage ? (
          <KeyForm accountId={account.id} name={account.name} />
        ) : (
          <p className="text-ink-3">An owner of this workspace can replace the key.</p>
        ))}
    </section>
  );
}
