'use client';

import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import { RefreshOn } from '@/components/frame/refresh-on';
import { Button, LinkButton } from '@/components/ui/button';
import { Fact, Facts } from '@/components/ui/facts';
import { Field } from '@/components/ui/field';
import { Page, PageHead } from '@/components/ui/page-head';
import { Panel, PanelHead } from '@/components/ui/panel';
import { Select } from '@/components/ui/select';
import type { AuditRow } from '@/lib/queries/audit';
import type { OperationFacts } from '@/lib/surfaces/operations/catalogue';
import { CallPanel } from './call-panel';
import { Fields } from './control';
import { Wrong } from './control-parts';
import { type DraftRecord, exampleDraft, inputOf } from './draft';
import { EffectChip } from './effect-chip';
import { OutcomeOf } from './outcome';
import { PlanDialog } from './plan-dialog';
import { Runs } from './runs';
import { useRun } from './use-run';
import { EFFECT, LOST, seconds } from './words';

type OperationScreenProps = {
  op: OperationFacts;
  accounts: readonly { id: string; name: string }[];
  runs: readonly AuditRow[];
  zone: string;
};

/** One operation of Vast.ai for a person: what it is, what it takes, what will happen, what came of it. */
export function OperationScreen({ op, accounts, runs, zone }: OperationScreenProps) {
  const [accountId, setAccountId] = useState(accounts[0]?.id ?? '');
  const [draft, setDraft] = useState<DraftRecord>({});
  const { pending, issues, plan, ended, start, agree, cancel } = useRun(op.name);
  const form = useRef<HTMLFormElement>(null);
  const run = (more: Record<string, string> = {}) =>
    void start(accountId, { ...inputOf(op.fields, draft, zone), ...more });
  const reads = op.effect === 'reads';
  const known = new Set(op.fields.map(({ name }) => name));
  const loose = issues.filter(({ path }) => !known.has(path.split('.')[0] ?? ''));

  // What is wrong first takes the focus, so that it is read aloud and seen.
  useEffect(() => {
    if (issues.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [issues]);

  return (
    <Page>
      <RefreshOn topics={['activity']} />
      <PageHead
        title={op.title}
        beside={<EffectChip effect={op.effect} atWorst={op.atWorst} />}
        actions={
          <>
            {op.screens.map((screen) => (
              <LinkButton key={screen} href={screen}>
                On {screen.slice(1).replace(/^\w/, (letter) => letter.toUpperCase())}
              </LinkButton>
            ))}
            <LinkButton href="/operations">All operations</LinkButton>
          </>
        }
      />
      <p className="-mt-2 mb-4.5 max-w-[78ch] text-ink-2">{op.description}</p>
      <div className="grid items-start gap-4.5 lg:grid-cols-[minmax(0,1.9fr)_minmax(0,1fr)]">
        <div className="grid min-w-0 gap-4.5">
          <Panel>
            <PanelHead
              title={op.fields.length > 0 ? 'What to ask for' : 'Nothing to fill in'}
              right={
                op.fields.some(({ example }) => example !== null) && (
                  <Button size="small" tone="quiet" onClick={() => setDraft(exampleDraft(op.fields, zone))}>
                    Fill in the example
                  </Button>
                )
              }
            />
            <form
              ref={form}
              noValidate
              aria-label={op.title}
              className="grid gap-3.5 px-4 pb-4"
              onSubmit={(event) => {
                event.preventDefault();
                if (!pending) run();
              }}
            >
              {accounts.length > 1 && (
                <Field label="Account">
                  {(control) => (
                    <Select
                      {...control}
                      value={accountId}
                      options={accounts.map(({ id, name }) => ({ value: id, label: name }))}
                      onChange={(event) => setAccountId(event.target.value)}
                    />
                  )}
                </Field>
              )}
              <Fields
                fields={op.fields}
                draft={draft}
                onChange={(name, next) => setDraft((before) => ({ ...before, [name]: next }))}
                issues={issues}
              />
              <Wrong issues={loose} />
              {accounts.length === 0 ? (
                <p className="rounded-sm bg-warn-bg px-2.5 py-2 text-ink">
                  No Vast.ai account is linked.{' '}
                  <Link href="/accounts" className="link">
                    Link one
                  </Link>
                </p>
              ) : (
                <div className="flex flex-wrap items-center gap-x-3.5 gap-y-2">
                  <Button type="submit" tone="main" size="large" pending={pending && !plan}>
                    {reads ? op.title : `${op.title}…`}
                  </Button>
                  {!reads && (
                    <span className="text-ink-3">Nothing is sent before you have seen what it will do.</span>
                  )}
                </div>
              )}
            </form>
          </Panel>
          <OutcomeOf
            op={op}
            ended={ended}
            pending={pending && !plan}
            zone={zone}
            onAgain={() => run()}
            onNext={(page) => run(page)}
          />
        </div>
        <aside aria-label="About it" className="grid min-w-0 gap-4.5">
          <Panel>
            <PanelHead title="About it" />
            <About op={op} />
          </Panel>
          <CallPanel
            op={op}
            input={inputOf(op.fields, { ...exampleDraft(op.fields, zone), ...draft }, zone)}
            account={accounts.length > 1 ? (accounts.find(({ id }) => id === accountId)?.name ?? null) : null}
          />
          <Runs runs={runs} zone={zone} reads={reads} />
        </aside>
      </div>
      {plan && (
        <PlanDialog
          planned={plan}
          title={op.title}
          description={op.description}
          account={accounts.find(({ id }) => id === accountId)?.name ?? ''}
          pending={pending}
          onAgree={() => void agree()}
          onClose={cancel}
        />
      )}
    </Page>
  );
}

function About({ op }: { op: OperationFacts }) {
  return (
    <Facts>
      <Fact name="Name">
        <code className="font-mono text-sm select-all">{op.name}</code>
      </Fact>
      <Fact name="Effect">
        {op.atWorst && 'At worst: '}
        {EFFECT[op.effect].says}
      </Fact>
      <Fact name="Vast.ai’s call">
        <code className="font-mono text-sm">
          {op.method} {op.path}
        </code>
        {op.router && <span className="block text-sm text-ink-3">at the serverless router</span>}
      </Fact>
      <Fact name="Needs the right to">{op.permission}</Fact>
      <Fact name="When the answer is lost">{LOST[op.lostAnswer]}</Fact>
      <Fact name="At most once in">{seconds(op.minIntervalMs)} an account</Fact>
      {op.shownOnce.length > 0 && <Fact name="Shown once">{op.shownOnce.join(', ')}</Fact>}
    </Facts>
  );
}
