'use client';

import Link from 'next/link';
import { nearby } from '@/components/time/zoned';
import { Ago } from '@/components/ui/ago';
import { useNow } from '@/components/ui/clock';
import { Fact, Facts } from '@/components/ui/facts';
import { Panel } from '@/components/ui/panel';
import { Status } from '@/components/ui/status';
import type { Standing } from '@/lib/policy/plan-standing';
import type { Approval } from '@/lib/surfaces/approvals';
import { ApprovalFigures } from './approval-figures';
import { Decide } from './decide';
import { outcomeOf, wantsWords } from './words';

type ApprovalCardProps = { approval: Approval; zone: string };

const TONE = {
  ready: 'run',
  used: 'run',
  refused: 'bad',
  expired: 'off',
  waiting: 'warn',
} as const satisfies Record<Standing, string>;

/** Who asks, what exactly, why in their own words, what it costs and what is lost; then the two answers. */
export function ApprovalCard({ approval, zone }: ApprovalCardProps) {
  const now = useNow();
  const nowMs = now ?? Date.parse(approval.createdAt);
  const expiresMs = Date.parse(approval.expiresAt);
  const over = approval.standing === 'waiting' && nowMs > expiresMs;
  const standing = over ? 'expired' : approval.standing;
  const { word, says } = outcomeOf({ ...approval, standing }, nowMs, zone);
  return (
    <Panel
      aria-label={`${approval.tokenName} wants to ${approval.wants}`}
      className="px-4 py-4 md:px-5 md:py-4.5"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="min-w-0 text-xl font-[620] tracking-[-0.01em] [overflow-wrap:anywhere]">
          {approval.tokenName} wants to {wantsWords(approval)}
        </h2>
        {standing === 'waiting' ? (
          <span className="text-ink-2">
            expires <Ago atMs={expiresMs} />
          </span>
        ) : (
          <p>
            <Status tone={TONE[standing]}>{word}</Status> <span className="text-ink-2">{says}</span>
          </p>
        )}
      </div>
      <Reason text={approval.reason} />
      <ApprovalFigures approval={approval} nowMs={nowMs} zone={zone} />
      {approval.beyond && (
        <p className="mb-3 border-l-2 border-warn pl-3">
          <span className="text-ink-3">Why a person is asked: </span>
          {approval.beyond}
        </p>
      )}
      <div className="grid gap-x-6 md:grid-cols-2 [&_dl:last-child]:max-md:border-t [&_dl:last-child]:max-md:border-line">
        <Facts inset={false}>
          <Fact name="Acts for">{approval.askedBy}</Fact>
          <Fact name="Account">{approval.accountName}</Fact>
          {approval.teamName && <Fact name="Team">{approval.teamName}</Fact>}
        </Facts>
        <Facts inset={false}>
          <Fact name="Asked">
            <Ago atMs={Date.parse(approval.createdAt)} />
          </Fact>
          <Fact name={approval.effect === 'spends' ? 'Price as of' : 'State as of'}>
            {nearby(Date.parse(approval.weighedAt), nowMs, zone)}
          </Fact>
          {approval.agent.calls.length > 0 && (
            <Fact name="Its last calls">
              <span className="font-mono text-sm">{approval.agent.calls.join(', ')}</span>
            </Fact>
          )}
        </Facts>
      </div>
      <Exactly approval={approval} />
      {standing === 'waiting' && <Decide approval={approval} />}
    </Panel>
  );
}

/** An agent's words are shown as what somebody said, and nothing in them is more than text. */
function Reason({ text }: { text: string | null }) {
  if (!text) return <p className="mt-1 mb-4 text-ink-3">It gave no reason.</p>;
  return (
    <blockquote
      dir="auto"
      className="mt-1 mb-4 max-h-48 max-w-[68ch] overflow-y-auto whitespace-pre-line text-ink-2 [overflow-wrap:anywhere] [unicode-bidi:isolate]"
    >
      “{text}”
    </blockquote>
  );
}

/** Field by field, as it would be sent; what is secret was left out before it came here. */
function Exactly({ approval: { operation, title, input } }: { approval: Approval }) {
  const fields = Object.entries((input ?? {}) as Record<string, unknown>);
  return (
    <details className="mt-3 rounded-sm border border-line">
      <summary className="hit px-3 py-2 text-ink-2 hover:text-ink">Exactly what it would send</summary>
      <div className="border-t border-line px-3 pb-1">
        <Facts inset={false}>
          <Fact name="Operation">
            <Link href={`/operations/${operation}`} prefetch={false} className="underline underline-offset-3">
              {title}
            </Link>
          </Fact>
          {fields.map(([name, value]) => (
            <Fact key={name} name={<code className="font-mono text-sm">{name}</code>}>
              <span className="font-mono text-sm whitespace-pre-wrap">
                {typeof value === 'string' ? value : JSON.stringify(value)}
              </span>
            </Fact>
          ))}
        </Facts>
      </div>
    </details>
  );
}
