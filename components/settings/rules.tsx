'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Refusal } from '@/components/frame/refusal';
import { useAct } from '@/components/frame/use-act';
import { Button } from '@/components/ui/button';
import type { Rule, RulePreview, Team } from '@/lib/queries/workspace';
import { saveRules } from '@/lib/surfaces/actions/workspace';
import { CaughtWords, RuleRow } from './rule-row';
import { useRulePreview } from './use-rule-preview';

type RulesProps = {
  rules: readonly Rule[];
  teams: readonly Team[];
  preview: RulePreview;
  mayManage: boolean;
};

/** Who pays for what nobody assigned by hand: the first rule whose pattern fits the label. Shows what each catches. */
export function Rules({ rules, teams, preview: saved, mayManage }: RulesProps) {
  const [draft, setDraft] = useState<Rule[]>([...rules]);
  const { run, pending, problem } = useAct();
  const patterns = draft.map((rule) => rule.labelPattern);
  const changed = JSON.stringify(draft) !== JSON.stringify(rules);
  const preview = useRulePreview(patterns, changed ? undefined : saved);
  const replace = (index: number, rule: Rule) => setDraft(draft.with(index, rule));
  const move = (index: number, by: -1 | 1) => {
    const next = draft.toSpliced(index, 1);
    setDraft(next.toSpliced(index + by, 0, ...draft.slice(index, index + 1)));
  };
  const save = () =>
    run(() => saveRules({ rules: draft.map(({ id: _id, ...rule }) => rule) }), {
      say: 'Rules saved',
      says: 'Every day of cost was allocated anew; what somebody assigned by hand kept its team.',
    });
  return (
    <>
      {draft.length === 0 && (
        <p className="px-4 pb-3 text-ink-3">
          No rules yet. A rule such as <code className="font-mono text-sm">llama-*</code> gives every instance
          whose label begins so to a team.
        </p>
      )}
      <ol aria-label="Rules, in the order in which they are tried">
        {draft.map((rule, index) => (
          <RuleRow
            key={rule.id}
            rule={rule}
            place={index + 1}
            last={index === draft.length - 1}
            teams={teams}
            caught={preview?.caught[index]}
            mayManage={mayManage}
            onChange={(next) => replace(index, next)}
            onMove={(by) => move(index, by)}
            onRemove={() => setDraft(draft.toSpliced(index, 1))}
          />
        ))}
      </ol>
      <p className="border-t border-line px-4 py-2.5 text-ink-2">
        {draft.length > 0 ? 'Everything else is' : 'All costs are'} unallocated:{' '}
        <CaughtWords caught={preview?.left} />
      </p>
      {mayManage && (
        <div className="flex flex-wrap items-center gap-2 border-t border-line px-4 py-3">
          <Button
            icon={<Plus />}
            onClick={() =>
              setDraft([
                ...draft,
                { id: crypto.randomUUID(), labelPattern: '', teamId: teams[0]?.id ?? null, project: null },
              ])
            }
          >
            Add a rule
          </Button>
          {changed && (
            <>
              <Button tone="main" pending={pending} onClick={save}>
                Save rules
              </Button>
              <Button tone="quiet" onClick={() => setDraft([...rules])}>
                Discard changes
              </Button>
            </>
          )}
          <Refusal problem={problem} />
        </div>
      )}
    </>
  );
}
