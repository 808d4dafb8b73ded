'use client';

import { Refusal } from '@/components/frame/refusal';
import { useAct } from '@/components/frame/use-act';
import { Ago } from '@/components/ui/ago';
import { Button } from '@/components/ui/button';
import { Panel, PanelHead, PanelNote } from '@/components/ui/panel';
import type { HeardAccount } from '@/lib/queries/webhooks';
import { endHearing, hearFromVast } from '@/lib/surfaces/actions/webhooks';

/** The other direction: of which accounts Vast.ai tells Gantry. */
export function HeardPanel({ accounts }: { accounts: readonly HeardAccount[] }) {
  return (
    <Panel>
      <PanelHead title="From Vast.ai" sub="what its notifications point to is looked at once they come" />
      <ul aria-label="Accounts of which Vast.ai tells Gantry">
        {accounts.map((account) => (
          <Heard key={account.accountId} account={account} />
        ))}
      </ul>
      <PanelNote>
        Gantry reads every account every few seconds anyway. A notification only makes it look at once;
        nothing it says is taken for true.
      </PanelNote>
    </Panel>
  );
}

function Heard({ account: { accountId, name, sinceMs, lastMs, lastType } }: { account: HeardAccount }) {
  const { run, pending, problem } = useAct();
  const isOn = sinceMs !== null;
  const turn = () =>
    isOn
      ? run(() => endHearing({ accountId }), { say: `Vast.ai no longer tells of ${name}` })
      : run(() => hearFromVast({ accountId }), { say: `Vast.ai tells of ${name} from now on` });
  return (
    <li className="grid gap-2 border-t border-line px-4 py-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <div className="min-w-0 flex-1">
          <p className="font-medium [overflow-wrap:anywhere]">{name}</p>
          <p className="text-sm text-ink-3">
            {!isOn && 'Vast.ai doesn’t tell Gantry of it'}
            {isOn && lastMs === null && 'on, nothing has come yet'}
            {isOn && lastMs !== null && (
              <>
                last {lastType?.replaceAll('_', ' ')}, <Ago plain atMs={lastMs} />
              </>
            )}
          </p>
        </div>
        <Button
          size="small"
          pending={pending}
          aria-label={isOn ? `Stop hearing of ${name}` : `Hear of ${name}`}
          onClick={turn}
        >
          {isOn ? 'Stop' : 'Turn on'}
        </Button>
      </div>
      <Refusal problem={problem} />
    </li>
  );
}
