import { ArrowDown, ArrowUp, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Input } from '@/components/ui/input';
import { Money } from '@/components/ui/money';
import { Select } from '@/components/ui/select';
import type { Caught, Rule, Team } from '@/lib/queries/workspace';

type RuleRowProps = {
  rule: Rule;
  /** 1, 2, …: the order in which rules are tried. */
  place: number;
  last: boolean;
  teams: readonly Team[];
  caught: Caught | undefined;
  mayManage: boolean;
  onChange: (rule: Rule) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
};

export function RuleRow({
  rule,
  place,
  last,
  teams,
  caught,
  mayManage,
  onChange,
  onMove,
  onRemove,
}: RuleRowProps) {
  const teamName = teams.find((team) => team.id === rule.teamId)?.name ?? 'no team';
  if (!mayManage) {
    return (
      <li className="border-t border-line px-4 py-2.5">
        <p>
          <code className="font-mono text-sm">{rule.labelPattern}</code> goes to <b>{teamName}</b>
          {rule.project && <span className="text-ink-2">, project {rule.project}</span>}
        </p>
        <p className="text-sm text-ink-3">
          <CaughtWords caught={caught} />
        </p>
      </li>
    );
  }
  const offered = teams.filter((team) => !team.archived || team.id === rule.teamId);
  return (
    <li className="grid gap-1.5 border-t border-line px-4 py-2.5">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-2 md:grid-cols-[1.4rem_minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,1fr)_auto]">
        <span className="text-ink-3 max-md:hidden">{place}.</span>
        <Input
          aria-label={`Label pattern of rule ${place}`}
          placeholder="llama-*"
          mono
          value={rule.labelPattern}
          maxLength={120}
          onChange={(event) => onChange({ ...rule, labelPattern: event.target.value })}
          className="max-md:col-start-1"
        />
        <Select
          aria-label={`Team of rule ${place}`}
          value={rule.teamId ?? ''}
          placeholder="no team"
          options={offered.map((team) => ({ value: team.id, label: team.name }))}
          onChange={(event) => onChange({ ...rule, teamId: event.target.value || null })}
          className="max-md:col-start-1"
        />
        <Input
          aria-label={`Project of rule ${place}`}
          placeholder="project, if any"
          value={rule.project ?? ''}
          maxLength={60}
          onChange={(event) => onChange({ ...rule, project: event.target.value || null })}
          className="max-md:col-start-1"
        />
        <span className="flex max-md:col-start-2 max-md:row-span-3 max-md:row-start-1 max-md:flex-col">
          <IconButton label={`Try rule ${place} earlier`} disabled={place === 1} onClick={() => onMove(-1)}>
            <ArrowUp />
          </IconButton>
          <IconButton label={`Try rule ${place} later`} disabled={last} onClick={() => onMove(1)}>
            <ArrowDown />
          </IconButton>
          <IconButton label={`Remove rule ${place}`} onClick={onRemove}>
            <X />
          </IconButton>
        </span>
      </div>
      <p className="text-sm text-ink-3 md:pl-[calc(1.4rem+8px)]">
        <CaughtWords caught={caught} />
      </p>
    </li>
  );
}

/** "3 labels, $412.07 in 30 days: llama-ft-12, llama-ft-13". */
export function CaughtWords({ caught }: { caught: Caught | undefined }) {
  if (!caught) return <>being counted</>;
  if (caught.labels === 0) return <>nothing in the last 30 days.</>;
  const more = caught.labels - caught.examples.length;
  return (
    <>
      {caught.labels} {caught.labels === 1 ? 'label' : 'labels'}, <Money amount={caught.amount} /> in 30 days:{' '}
      {caught.examples.join(', ')}
      {more > 0 && ` and ${more} more`}.
    </>
  );
}

type IconButtonProps = { label: string; disabled?: boolean; onClick: () => void; children: ReactNode };

const IconButton = ({ label, disabled, onClick, children }: IconButtonProps) => (
  <button
    type="button"
    aria-label={label}
    title={label}
    disabled={disabled}
    onClick={onClick}
    className="hit grid size-7 place-items-center rounded-sm text-ink-3 transition-colors hover:bg-sunken hover:text-ink disabled:opacity-40 [&_svg]:size-3.5"
  >
    {children}
  </button>
);
