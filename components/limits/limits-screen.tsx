'use client';

import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import { Panel, PanelNote } from '@/components/ui/panel';
import type { Limit, LimitChoices } from '@/lib/queries/limits';
import { keyOf } from './limit-draft';
import { LimitsList, LimitsTable } from './limits-table';

// Opened once in a while: not part of what the page waits for.
const LimitDialog = dynamic(() => import('./limit-dialog').then((m) => m.LimitDialog), { ssr: false });

type LimitsScreenProps = {
  limits: readonly Limit[];
  /** Null for whoever may only look. */
  choices: LimitChoices | null;
  seesAll: boolean;
};

/** Who may spend how much, on what; and how much of it is spoken for. */
export function LimitsScreen({ limits, choices, seesAll }: LimitsScreenProps) {
  const [open, setOpen] = useState<string>();
  const set = choices && (
    <Button tone="main" icon={<Plus />} onClick={() => setOpen('new')}>
      Set a limit
    </Button>
  );
  const onOpen = choices ? (limit: Limit) => setOpen(keyOf(limit)) : undefined;
  return (
    <>
      <PageHead
        title="Limits"
        sub={seesAll ? 'what may be spent, by whom and on what' : 'what binds you and your teams'}
        actions={limits.length > 0 && set}
      />
      <Panel className="overflow-hidden">
        {limits.length > 0 ? (
          <>
            <LimitsTable limits={limits} onOpen={onOpen} />
            <LimitsList limits={limits} onOpen={onOpen} />
          </>
        ) : (
          <Empty
            title={seesAll ? 'No limits yet' : 'No limit binds you'}
            says={
              choices
                ? 'Whoever may rent can rent anything, for as long as they like. A limit says what a team, a person or everybody together may spend an hour and a day, on which GPUs and where, and how long a rent may last.'
                : 'Whoever may rent can rent anything, for as long as they like. Finance, admins and owners set limits.'
            }
            action={set}
          />
        )}
      </Panel>
      {limits.length > 0 && (
        <div className="-mx-4 mt-2.5">
          <PanelNote>
            A rent must fit every limit that binds it: the person’s, the team’s and everybody’s. Counted is
            what runs, what was asked for and may yet run, and for the day what today has cost and will cost
            until it ends. A limit refuses what is new and stops nothing that runs.
          </PanelNote>
        </div>
      )}
      {open !== undefined && choices && (
        <LimitDialog
          key={open}
          limit={limits.find((each) => keyOf(each) === open)}
          limits={limits}
          choices={choices}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}
