'use client';

import { Search } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Input } from '@/components/ui/input';
import { Page, PageHead } from '@/components/ui/page-head';
import { Panel, PanelHead } from '@/components/ui/panel';
import { Segmented } from '@/components/ui/segmented';
import type { OperationLine, Subject } from '@/lib/surfaces/operations/catalogue';
import type { Effect } from '@/lib/vast/operation';
import { EffectChip } from './effect-chip';
import { EFFECT } from './words';

const EFFECTS = (Object.keys(EFFECT) as Effect[]).map((value) => ({ value, label: EFFECT[value].word }));

/** Everything that can be done at Vast.ai, by subject, with a screen each. */
export function OperationsScreen({
  subjects,
  roleTitle,
}: {
  subjects: readonly Subject[];
  roleTitle: string;
}) {
  const [query, setQuery] = useState('');
  const [effects, setEffects] = useState<Effect[]>([]);
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = subjects
    .map((subject) => ({
      ...subject,
      operations: subject.operations.filter((op) => fits(op, words, effects)),
    }))
    .filter(({ operations }) => operations.length > 0);
  const all = subjects.flatMap(({ operations }) => operations);
  const found = shown.reduce((sum, { operations }) => sum + operations.length, 0);
  const mine = all.filter((op) => op.may).length;
  return (
    <Page>
      <PageHead
        title="Operations"
        sub={`${all.length} things that can be done at Vast.ai; your role (${roleTitle}) may run ${mine === all.length ? 'all of them' : mine}`}
      />
      <search aria-label="Operations" className="mb-4.5 flex flex-wrap items-center gap-x-3.5 gap-y-2.5">
        <Input
          type="search"
          className="max-w-[420px] flex-1 basis-56"
          icon={<Search aria-hidden="true" />}
          aria-label="Words of a name, a title or a description"
          placeholder="Rent, webhook, delete_a_vast_ai_volume"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <Segmented
          many
          small
          label="Effect"
          name="effect"
          options={EFFECTS}
          value={effects}
          onChange={setEffects}
        />
        <p role="status" className="text-ink-3">
          {found === all.length ? '' : `${found} of ${all.length}`}
        </p>
      </search>
      {found === 0 ? (
        <Panel>
          <Empty
            title="Nothing is called that"
            says="Try fewer words, or another effect."
            action={
              <Button
                onClick={() => {
                  setQuery('');
                  setEffects([]);
                }}
              >
                Show all
              </Button>
            }
          />
        </Panel>
      ) : (
        <div className="grid gap-4.5">
          {shown.map(({ title, operations }) => (
            <Panel key={title}>
              <PanelHead title={title} sub={operations.length} />
              <ul>
                {operations.map((op) => (
                  <Line key={op.name} op={op} />
                ))}
              </ul>
            </Panel>
          ))}
        </div>
      )}
    </Page>
  );
}

function Line({ op }: { op: OperationLine }) {
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-0.5 border-t border-line px-4 py-2.5 has-[a:hover]:bg-sunken md:grid-cols-[minmax(190px,260px)_minmax(0,1fr)_auto]">
      <span className="min-w-0">
        {op.may ? (
          // The whole row answers to a press, and Tab finds the name.
          <Link
            href={`/operations/${op.name}`}
            prefetch={false}
            className="font-medium after:absolute after:inset-0"
          >
            {op.title}
          </Link>
        ) : (
          <span className="font-medium text-ink-2">{op.title}</span>
        )}
      </span>
      <span className="min-w-0 max-md:order-3 max-md:col-span-2">
        <span className="line-clamp-1 text-ink-2 max-md:line-clamp-2">{op.description}</span>
        <code className="block truncate font-mono text-sm text-ink-3">{op.name}</code>
      </span>
      <span className="flex flex-wrap justify-end gap-1.5">
        {!op.may && <span className="text-sm text-ink-3">not in your role</span>}
        <EffectChip effect={op.effect} atWorst={op.atWorst} />
      </span>
    </li>
  );
}

const fits = (op: OperationLine, words: readonly string[], effects: readonly Effect[]): boolean => {
  const text = `${op.name} ${op.title} ${op.description}`.toLowerCase();
  return words.every((word) => text.includes(word)) && (effects.length === 0 || effects.includes(op.effect));
};
