import { TeamSelect } from '@/components/frame/team-select';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { moneyText } from '@/components/ui/money';
import { Select } from '@/components/ui/select';
import type { RentChoices } from '@/lib/queries/market-rent';
import type { MarketAccount } from '@/lib/queries/market-state';
import type { RentDraft } from './rent-draft';
import type { Edit } from './rent-fields';

/** Whose credit it takes, where several accounts could. */
export function PayerField(props: { draft: RentDraft; edit: Edit; accounts: readonly MarketAccount[] }) {
  const { draft, edit, accounts } = props;
  const pays = accounts.find(({ id }) => id === draft.accountId);
  return (
    <Field label="Paid by" value={pays?.credit ? `${moneyText(pays.credit)} credit` : undefined}>
      {(control) => (
        <Select
          {...control}
          value={draft.accountId}
          // Templates and keys are the account's own.
          onChange={(event) => edit({ accountId: event.target.value, template: '', sshKeyId: null })}
          options={accounts.map(({ id, name, credit }) => ({
            value: id,
            label: credit === null ? name : `${name}, ${moneyText(credit)}`,
          }))}
        />
      )}
    </Field>
  );
}

/** What it is called, and who it is for. */
export function WhoFields(props: { draft: RentDraft; edit: Edit; error?: string; choices: RentChoices }) {
  const { draft, edit, error, choices } = props;
  return (
    <>
      <Field label="Name" error={error}>
        {(control) => (
          <Input
            {...control}
            mono
            value={draft.label}
            maxLength={256}
            onChange={(event) => edit({ label: event.target.value })}
          />
        )}
      </Field>
      <div className="grid grid-cols-2 items-start gap-3">
        <Field label="Team">
          {(control) => (
            <TeamSelect
              {...control}
              value={draft.teamId}
              onChange={(teamId) => edit({ teamId })}
              teams={choices.teams}
              noTeam={choices.noTeam}
            />
          )}
        </Field>
        <Field label="Project">
          {(control) => (
            <>
              <Input
                {...control}
                list={`${control.id}-used`}
                maxLength={80}
                placeholder="None"
                value={draft.project}
                onChange={(event) => edit({ project: event.target.value })}
              />
              <datalist id={`${control.id}-used`}>
                {choices.projects.map((project) => (
                  <option key={project} value={project} />
                ))}
              </datalist>
            </>
          )}
        </Field>
      </div>
    </>
  );
}
