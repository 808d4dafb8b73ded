'use client';

import { useState } from 'react';
import { Ago } from '@/components/ui/ago';
import { cx } from '@/components/ui/cx';
import { Empty } from '@/components/ui/empty';
import { Panel, PanelHead } from '@/components/ui/panel';
import { PhoneRow, PhoneRows } from '@/components/ui/phone-rows';
import type { PlanRow } from '@/lib/queries/agent-plans';
import type { Approval } from '@/lib/surfaces/approvals';
import { ApprovalCard } from './approval-card';
import { TabLinks } from './tab-links';
import { mostWords } from './words';

type ApprovalsBoardProps = {
  waiting: readonly Approval[];
  past: readonly PlanRow[];
  zone: string;
  /** There is a token that could ask. */
  anyToken: boolean;
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What waits at the left, the chosen one beside it; on a phone one beneath the other. */
export function ApprovalsBoard({ waiting, past, zone, anyToken }: ApprovalsBoardProps) {
  const [chosen, setChosen] = useState<string>();
  const open = waiting.find(({ id }) => id === chosen) ?? waiting[0];
  return (
    <div className="grid items-start gap-4.5 md:grid-cols-[300px_minmax(0,1fr)] md:grid-rows-[auto_1fr]">
      <Panel className="overflow-hidden">
        <div className="px-4 pt-[13px] pb-2.5">
          <TabLinks here="approvals" waiting={waiting.length} />
        </div>
        {waiting.length === 0 ? (
          <p className="px-4 pb-3.5 text-ink-3">Nothing waits.</p>
        ) : (
          // One alone stands beneath already.
          <ul aria-label="Waiting for a decision" className={cx(waiting.length === 1 && 'max-md:hidden')}>
            {waiting.map((plan) => (
              <li key={plan.id} className="border-t border-line">
                <button
                  type="button"
                  aria-current={plan.id === open?.id}
                  onClick={() => setChosen(plan.id)}
                  className={cx(
                    'grid w-full grid-cols-[minmax(0,1fr)_auto] gap-x-3 px-4 py-2.5 text-left focus-visible:-outline-offset-2',
                    plan.id === open?.id ? 'bg-select' : 'hover:bg-sunken',
                  )}
                >
                  <b className="font-semibold [overflow-wrap:anywhere]">{capital(plan.wants)}</b>
                  <span className="text-ink-3">{mostWords(plan)?.replace('at most ', '')}</span>
                  <span className="text-sm text-ink-2">
                    {plan.tokenName} · expires <Ago plain atMs={Date.parse(plan.expiresAt)} />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <div className="min-w-0 md:row-span-2">
        {open ? (
          <ApprovalCard key={open.id} approval={open} zone={zone} />
        ) : (
          <Panel>
            <Empty
              title="No agent waits for you"
              says={
                anyToken
                  ? 'What an agent wants to spend, destroy or grant beyond the allowance of its token is asked here, with its price, before anything is done.'
                  : 'Give an agent a token under Tokens. What it wants to spend, destroy or grant beyond its allowance is asked here, with its price, before anything is done.'
              }
            />
          </Panel>
        )}
      </div>
      {past.length > 0 && (
        <Panel className="overflow-hidden">
          <PanelHead title="Before" sub="latest first" className="pb-1.5" />
          <PhoneRows label="Decided or expired">
            {past.map((plan) => (
              <PhoneRow
                key={plan.id}
                href={`/agents/approvals/${plan.id}`}
                title={capital(plan.wants)}
                figure={<span className="text-sm font-normal text-ink-3">{WORD[plan.standing]}</span>}
                says={<span className="truncate">{plan.tokenName}</span>}
                aside={<Ago plain atMs={Date.parse(plan.decidedAt ?? plan.createdAt)} />}
              />
            ))}
          </PhoneRows>
        </Panel>
      )}
    </div>
  );
}

const WORD = {
  used: 'run',
  ready: 'approved',
  refused: 'refused',
  expired: 'expired',
  waiting: 'waiting',
} as const satisfies Record<PlanRow['standing'], string>;
