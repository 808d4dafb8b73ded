/** What other programs are told of instances, as the poller sees it. */
import type { NewEvent } from '@/lib/store/events';
import type { StatusWord } from '@/lib/vast/status';
import type { InstanceRow, Snapshot } from './snapshot';

const about = (accountId: string, { contractId, label }: Pick<Snapshot, 'contractId' | 'label'>) => ({
  account_id: accountId,
  instance_id: contractId,
  label: label ?? null,
});

/** One that nobody here rented. */
export const createdOutside = (accountId: string, seen: Snapshot, at: Date): NewEvent => ({
  type: 'instance.created',
  at,
  data: {
    ...about(accountId, seen),
    by: 'outside',
    gpu_name: seen.gpuName,
    num_gpus: seen.numGpus,
    hour_usd: seen.dphTotal?.toFixed() ?? null,
  },
});

export function stateChanged(
  accountId: string,
  seen: Snapshot,
  { from, to }: { from: StatusWord; to: StatusWord },
  at: Date,
): NewEvent {
  const data = { ...about(accountId, seen), from, to };
  if (to === 'outbid')
    return { type: 'instance.outbid', at, data: { ...data, min_bid_usd: seen.minBid?.toFixed() ?? null } };
  if (to === 'expired') return { type: 'instance.expired', at, data };
  return {
    type: 'instance.state_changed',
    at,
    data: { ...data, says: seen.statusMsg?.slice(0, 300) ?? null },
  };
}

export const destroyedOutside = (accountId: string, gone: InstanceRow, at: Date): NewEvent => ({
  type: 'instance.destroyed',
  at,
  data: { ...about(accountId, gone), by: 'outside' },
});
