'use client';

import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Ago } from '@/components/ui/ago';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { Empty } from '@/components/ui/empty';
import { moneyText } from '@/components/ui/money';
import { Panel, PanelNote } from '@/components/ui/panel';
import { PhoneRow, PhoneRows } from '@/components/ui/phone-rows';
import { TableHeads } from '@/components/ui/table-heads';
import type { TokenRow } from '@/lib/queries/api-tokens';
import type { TokenChoices } from './make-token';
import { TabLinks } from './tab-links';
import { allowanceWords, holderWords, mayWords } from './words';

// Opened once in a while: not part of what the page waits for.
const MakeToken = dynamic(() => import('./make-token').then((m) => m.MakeToken), { ssr: false });
const TokenSheet = dynamic(() => import('./token-sheet').then((m) => m.TokenSheet), { ssr: false });

type TokensPanelProps = {
  tokens: readonly TokenRow[];
  choices: TokenChoices;
  waiting: number;
  /** Where this Gantry is reached. */
  origin: string;
  /** Sees everybody's. */
  mayManage: boolean;
};

const HEADS = [
  { head: 'Name', width: '' },
  { head: 'Acts for', width: 'w-[13%]' },
  { head: 'May', width: 'w-[22%]' },
  { head: 'On its own word', width: 'w-[20%]' },
  { head: 'Last used', width: 'w-[11%]' },
  { head: 'Expires', width: 'w-[13%]' },
];

/** What programs and agents come with. */
export function TokensPanel({ tokens, choices, waiting, origin, mayManage }: TokensPanelProps) {
  const [openId, setOpenId] = useState<string>();
  const [making, setMaking] = useState(false);
  const open = tokens.find(({ id }) => id === openId);
  const make = (
    <Button tone="main" icon={<Plus />} onClick={() => setMaking(true)}>
      Make a token
    </Button>
  );
  return (
    <Panel className="overflow-hidden">
      <div className="flex flex-wrap items-center justify-between gap-2.5 border-b border-line px-4 py-[11px]">
        <TabLinks here="tokens" waiting={waiting} />
        {tokens.length > 0 && make}
      </div>
      {tokens.length === 0 ? (
        <Empty
          title={mayManage ? 'No tokens yet' : 'You have no token yet'}
          says="A program or an agent comes with a token: it reads unless you let it do more, spends within an allowance that you set, and asks a person for the rest."
          action={make}
        />
      ) : (
        <>
          <Table tokens={tokens} onOpen={setOpenId} />
          <div className="md:hidden">
            <PhoneRows label="Tokens">
              {tokens.map((token) => (
                <PhoneRow
                  key={token.id}
                  onOpen={() => setOpenId(token.id)}
                  title={
                    <>
                      <b>{token.name}</b> <span className="text-ink-3">{holderWords(token)}</span>
                    </>
                  }
                  figure={<State token={token} />}
                  says={<span className="truncate">{mayWords(token)}</span>}
                  aside={token.lastUsedAt ? <Ago plain atMs={Date.parse(token.lastUsedAt)} /> : 'never used'}
                />
              ))}
            </PhoneRows>
          </div>
        </>
      )}
      {tokens.length > 0 && (
        <div className="border-t border-line pt-2.5">
          <PanelNote>
            Gantry keeps a hash of each, never the text. Whoever leaves the workspace takes their tokens
            along.
          </PanelNote>
        </div>
      )}
      {open && <TokenSheet key={open.id} token={open} origin={origin} onClose={() => setOpenId(undefined)} />}
      {making && <MakeToken choices={choices} origin={origin} onClose={() => setMaking(false)} />}
    </Panel>
  );
}

function Table({ tokens, onOpen }: { tokens: readonly TokenRow[]; onOpen: (id: string) => void }) {
  return (
    <table className="data max-md:hidden" data-opens>
      <TableHeads caption="Tokens" heads={HEADS} />
      <tbody>
        {tokens.map((token) => (
          // The button in it does the same for the keyboard.
          <tr key={token.id} data-id={token.id} onClick={() => onOpen(token.id)}>
            <th scope="row">
              <button type="button" className="font-semibold hover:underline">
                {token.name}
              </button>{' '}
              {token.agentOnly && <span className="text-ink-3">agent</span>}
            </th>
            <td className="text-ink-2">{holderWords(token)}</td>
            <td className="text-ink-2" title={mayWords(token)}>
              {mayWords(token)}
            </td>
            <td>
              {token.dayUsd === null ? (
                <span className="text-ink-3">{allowanceWords(token)}</span>
              ) : (
                <>
                  {moneyText(token.committedUsd)}{' '}
                  <span className="text-ink-3">of {moneyText(token.dayUsd)} today</span>
                </>
              )}
            </td>
            <td className="text-ink-2">
              {token.lastUsedAt ? <Ago plain atMs={Date.parse(token.lastUsedAt)} /> : 'never'}
            </td>
            <td>
              <State token={token} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function State({ token: { state, rotatingUntil, expiresAt } }: { token: TokenRow }) {
  if (state === 'expired') return <Chip tone="bad">expired</Chip>;
  if (rotatingUntil) return <Chip tone="wait">two secrets</Chip>;
  if (expiresAt) {
    return (
      <span className="font-normal text-ink-2">
        <Ago plain atMs={Date.parse(expiresAt)} />
      </span>
    );
  }
  return <span className="font-normal text-ink-3">never</span>;
}
