import { Chip } from '@/components/ui/chip';
import { Money } from '@/components/ui/money';
import { Panel, PanelHead, PanelNote } from '@/components/ui/panel';
import { EventRow, Rows } from '@/components/ui/task-row';
import { dayLabel } from '@/components/ui/time';
import { exact, sum, usd } from '@/lib/money';
import type { MoneyMovement } from '@/lib/queries/costs';

type MovementsPanelProps = { movements: readonly MoneyMovement[]; several: boolean };

const SHOWN_MAX = 12;

/** Money that came in or went out: never part of what things cost. */
export function MovementsPanel({ movements, several }: MovementsPanelProps) {
  const paid = exact(
    sum(movements.filter(({ endedAt }) => endedAt !== null).map(({ amount }) => usd(amount))),
  );
  return (
    <Panel>
      <PanelHead
        title="Money paid in and out"
        sub="not a cost: it becomes credit"
        className="pb-1"
        right={
          movements.length > 0 ? (
            <b className="text-ink">
              <Money amount={paid} signed />
            </b>
          ) : undefined
        }
      />
      {movements.length === 0 ? (
        <PanelNote>No top-up, refund or transfer in these days.</PanelNote>
      ) : (
        <Rows label="Money paid in and out">
          {movements.slice(0, SHOWN_MAX).map((movement) => (
            <EventRow
              key={`${movement.accountId} ${movement.movementId}`}
              at={dayLabel(movement.startedAt.slice(0, 10))}
            >
              <span className="flex items-baseline gap-3">
                <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
                  {movement.description || movement.type}
                  {several && <span className="text-ink-3">, {movement.accountName}</span>}{' '}
                  {movement.endedAt === null && <Chip tone="warn">not paid yet</Chip>}
                </span>
                <Money amount={movement.amount} signed />
              </span>
            </EventRow>
          ))}
        </Rows>
      )}
      {movements.length > SHOWN_MAX && (
        <PanelNote>And {movements.length - SHOWN_MAX} earlier ones; a shorter range shows them.</PanelNote>
      )}
    </Panel>
  );
}
