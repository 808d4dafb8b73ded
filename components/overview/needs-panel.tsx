'use client';

import { Money } from '@/components/ui/money';
import { Panel, PanelHead } from '@/components/ui/panel';
import { Rows, TaskRow } from '@/components/ui/task-row';
import { usd } from '@/lib/money';
import type { NeedsYou } from '@/lib/queries/needs-you';
import { NeedButton, type Rights } from './need-button';
import { needWords } from './need-words';

type NeedsPanelProps = { needs: NeedsYou; rights: Rights; nowMs: number; zone: string };

/** Each problem with its price and one button. Nothing to do is said, so that nobody wonders. */
export function NeedsPanel({ needs: { needs, idleDayUsd }, rights, nowMs, zone }: NeedsPanelProps) {
  const saves = usd(idleDayUsd);
  return (
    <Panel>
      <PanelHead
        title="Needs you"
        className="pb-1"
        right={
          saves.isPositive() && !saves.isZero() ? (
            <span className="text-ink-3">
              <Money amount={idleDayUsd} /> a day to save
            </span>
          ) : undefined
        }
      />
      {needs.length === 0 ? (
        <p className="px-4 pt-1 pb-4 text-ink-2">
          Nothing. No instance is idle, outbid or failed, every account answers, and the credit lasts for
          three days or more.
        </p>
      ) : (
        <Rows label="What needs you">
          {needs.map((need) => {
            const { title, says, button } = needWords(need, nowMs, zone);
            return (
              <TaskRow
                key={need.id}
                says={says}
                action={<NeedButton need={need} label={button} rights={rights} nowMs={nowMs} zone={zone} />}
              >
                {title}
              </TaskRow>
            );
          })}
        </Rows>
      )}
    </Panel>
  );
}
