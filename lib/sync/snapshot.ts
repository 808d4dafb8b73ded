import { ZERO } from '@/lib/money';
import type { instance } from '@/lib/store/schema';
import type { Instance } from '@/lib/vast/operations/instances';
import { intentTagOf } from '@/lib/vast/operations/instances';
import { type StatusWord, statusWord } from '@/lib/vast/status';

export type InstanceRow = typeof instance.$inferSelect;
/** What a read of Vast.ai says about an instance; the rest of the row is ours. */
export type Snapshot = Omit<
  typeof instance.$inferInsert,
  'workspaceId' | 'accountId' | 'version' | 'statusSince' | 'absentSince' | 'goneAt'
>;

/** A row of Vast.ai's list, translated once. `at` is the account's clock. */
export function snapshotOf(i: Instance, at: Date): Snapshot {
  return {
    contractId: i.id,
    label: i.label === '' ? null : i.label,
    gpuName: i.gpu_name ?? 'unknown GPU',
    numGpus: i.num_gpus ?? 1,
    // Offers say gpu_ram, instances gpu_totalram; both are MB of one GPU.
    gpuRamMb: i.gpu_ram ?? i.gpu_totalram,
    machineId: i.machine_id,
    hostId: i.host_id,
    geolocation: i.geolocation,
    hostingType: i.hosting_type,
    reliability: i.reliability2,
    actualStatus: i.actual_status,
    intendedStatus: i.intended_status,
    curState: i.cur_state,
    nextState: i.next_state,
    statusMsg: i.status_msg,
    isBid: i.is_bid ?? false,
    minBid: i.min_bid,
    dphTotal: i.dph_total,
    dphBase: i.dph_base,
    storageHour: i.storage_total_cost ?? i.instance?.diskHour ?? null,
    presentHour: presentHour(i),
    gpuUtil: i.gpu_util,
    gpuTemp: i.gpu_temp,
    cpuUtil: i.cpu_util,
    memUsage: i.mem_usage,
    memLimit: i.mem_limit,
    vmemUsage: i.vmem_usage,
    diskUsage: i.disk_usage,
    diskSpace: i.disk_space,
    image: i.image_uuid,
    runtype: i.image_runtype,
    templateName: i.template_name,
    sshHost: i.ssh_host,
    sshPort: i.ssh_port,
    publicAddress: i.public_ipaddr,
    ports: i.ports,
    intentTag: intentTagOf(i),
    startedAt: i.start_date,
    contractEndsAt: i.end_date,
    seenAt: at,
  };
}

/**
 * What is billed now, per hour: GPUs only while the container runs, disk in every state but offline (Vast.ai's
 * billing page). Vast.ai's own `instance.totalHour` keeps the GPU price while an image loads or a host is away.
 */
function presentHour(i: Instance): Snapshot['presentHour'] {
  if (i.actual_status === 'running') return i.dph_total;
  if (i.actual_status === 'offline') return ZERO;
  return i.storage_total_cost ?? i.instance?.diskHour ?? null;
}

/** Whether anything that is shown differs. Not `seenAt`: a quiet fleet of thousands writes nothing. */
export function differs(known: InstanceRow, seen: Snapshot): boolean {
  return (Object.keys(seen) as (keyof Snapshot)[]).some(
    (field) => field !== 'seenAt' && comparable(known[field]) !== comparable(seen[field]),
  );
}

function comparable(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return String(Math.round(value.getTime() / 1000));
  // `real` columns keep about seven digits.
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : value.toPrecision(6);
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return JSON.stringify(value, Object.keys(value).sort());
  }
  return String(value);
}

/** The status word of a known row, or of a fresh snapshot. */
export const wordOf = (row: Snapshot | InstanceRow, now: Date): StatusWord =>
  statusWord(
    {
      actualStatus: row.actualStatus ?? null,
      intendedStatus: row.intendedStatus ?? null,
      curState: row.curState ?? null,
      nextState: row.nextState ?? null,
      statusMsg: row.statusMsg ?? null,
      isBid: row.isBid,
      contractEndsAt: row.contractEndsAt ?? null,
      goneAt: 'goneAt' in row ? row.goneAt : null,
    },
    now,
  );

/** What the timeline says after "Vast.ai" when a status changes by itself; null for changes that somebody here asked for. */
export function seenSentence(
  name: string,
  from: StatusWord | null,
  to: StatusWord,
  row: Snapshot,
): string | null {
  switch (to) {
    case 'outbid':
      return `paused ${name}: outbid${row.minBid ? `, the lowest winning bid is now $${row.minBid.toFixed()}/h` : ''}`;
    case 'running':
      return from === 'outbid' ? `resumed ${name}: its bid wins again` : `started ${name}`;
    case 'offline':
      return `lost the host of ${name}: it is offline`;
    case 'no_contact':
      return `can’t say how ${name} is`;
    case 'failed':
      return `reports that ${name} ended by itself${row.statusMsg ? `: ${row.statusMsg.slice(0, 160)}` : ''}`;
    case 'waiting':
      return `keeps ${name} waiting: somebody else rents its GPU now`;
    case 'expired':
      return `ended the contract of ${name}; its data may be deleted in 48 h`;
    default:
      return null;
  }
}
