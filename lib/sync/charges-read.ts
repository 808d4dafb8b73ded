import type { Gateway } from '@/lib/gateway/types';
import { dayOf, epochSecondsOf } from '@/lib/ledger/days';
import type { Actor } from '@/lib/policy/actor';
import { operations } from '@/lib/vast/operations';
import type { ChargeRow } from '@/lib/vast/operations/billing';
import { readWhole, type Whole } from './pages';

export interface AccountRef {
  workspaceId: string;
  accountId: string;
}

export interface ReadPorts {
  gateway: Gateway;
  /** Contracts a page; Vast.ai gives at most 500. */
  pageSize?: number;
}

// Reads wait for their turn at the limiter; the worker has more time than a page.
export const DEADLINE_MS = 60_000;

export const costActor = (workspaceId: string): Actor => ({
  kind: 'rule',
  rule: 'sync',
  workspaceId,
  name: 'Cost sync',
});

export type DayRead =
  | Whole<ChargeRow>
  /** The day hasn't begun on the account's clock. */
  | { kind: 'ahead'; at: Date };

/** One UTC day of an account's charges. A longer range would merge the days of a contract. */
export async function readChargeDay(
  { gateway, pageSize = 500 }: ReadPorts,
  { workspaceId, accountId }: AccountRef,
  day: string,
): Promise<DayRead> {
  const read = await readWhole(
    (token) =>
      gateway.run(
        operations.listCharges,
        accountId,
        { ...epochSecondsOf(day), limit: pageSize, ...(token === undefined ? {} : { after_token: token }) },
        costActor(workspaceId),
        { deadlineMs: DEADLINE_MS },
      ),
    (row: ChargeRow) => row.source,
  );
  return read.kind === 'read' && dayOf(read.at) < day ? { kind: 'ahead', at: read.at } : read;
}
