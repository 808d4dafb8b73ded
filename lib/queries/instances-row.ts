/** One instance as every list shows it: Vast.ai's picture, what Gantry knows of the contract, and the last hour. */
import { type SQL, sql } from 'drizzle-orm';
import type { StandingRow } from '@/lib/policy/attention';
import { IDLE_AFTER_MS, IDLE_BELOW_PERCENT, type StatusWord, statusWord, withIdle } from '@/lib/vast/status';
import { sshLines } from './instances-ssh';

/** Plain data, as it travels. Moments are epoch milliseconds on the account's clock, amounts exact text. */
export interface InstanceRow {
  /** Account and contract in one: lists of thousands compare it on every change. */
  key: string;
  accountId: string;
  account: string;
  contractId: number;
  label: string | null;
  gpu: string;
  gpus: number;
  word: StatusWord;
  /** Vast.ai's own word, for a state we have none for. */
  vastWord: string | null;
  sinceMs: number;
  /** Since when the GPUs have done nothing without a break; whether that is idle is a question of time. */
  quietSinceMs: number | null;
  statusMsg: string | null;
  isBid: boolean;
  /** $/h: billed in the present state; while running; for the disk alone, while stopped. */
  hourUsd: string | null;
  runningHourUsd: string | null;
  diskHourUsd: string | null;
  /** The lowest bid that wins now, $/h. */
  minBidUsd: string | null;
  /** What Vast.ai has charged for it so far; null before the first charge. */
  soFarUsd: string | null;
  /** Percent; null where Vast.ai gives no reading. */
  gpuUse: number | null;
  /** GPU use of the last hour in steps of two minutes, oldest first; null where there was no reading. */
  lastHour: (number | null)[];
  gpuMemory: number | null;
  temperature: number | null;
  /** GB written, and GB rented; what is written is lost with the instance. */
  diskGb: number | null;
  diskOfGb: number | null;
  startedMs: number | null;
  /** The lease: Gantry destroys it then. */
  endsMs: number | null;
  /** The host's own end, after which it can't run. */
  contractEndsMs: number | null;
  /** Whose costs these are: what somebody decided, else the first rule that fits the label. */
  teamId: string | null;
  team: string | null;
  project: string | null;
  /** Somebody decided it for this contract by hand. */
  assigned: boolean;
  owner: string | null;
  origin: 'gantry' | 'outside';
  place: string | null;
  /** The line that reaches it, direct if it can be; null while there is none. */
  ssh: string | null;
  /** Missing from the last complete read, not yet from two. */
  absent: boolean;
  goneMs: number | null;
  /** Rises with every stored change: of two copies of a row the higher one is newer. */
  version: number;
}

const STEP_MS = 120_000;
const STEPS = 30;
/** Readings come once a minute; fewer than these of a stretch say nothing about it (console: four fifths). */
const COVERAGE = 0.8;
const MINUTE_MS = 60_000;

/** What the status word is made of. */
const STATUS = sql`i.actual_status, i.intended_status, i.cur_state, i.next_state, i.status_msg, i.is_bid, i.present_hour`;

const ms = (moment: SQL) => sql`(extract(epoch FROM ${moment}) * 1000)::float8`;

/**
 * The columns of a row over `i`, rows of `instance`. One statement for any number of instances: what hangs on a row
 * is read by its own index, so a screenful costs a screenful.
 */
export function rowSelect(instances: SQL, now: Date): SQL {
  const at = sql`${now.toISOString()}::timestamptz`;
  return sql`
    SELECT i.account_id, i.contract_id::float8 AS contract_id, i.version::float8 AS version, a.name AS account_name,
      i.label, i.gpu_name, i.num_gpus, i.gpu_ram_mb, ${STATUS}, i.dph_total, i.storage_hour, i.min_bid, i.gpu_util, i.gpu_temp,
      i.vmem_usage, i.disk_usage, i.disk_space, i.geolocation, i.public_address, i.ports, i.ssh_host, i.ssh_port, i.runtype,
      i.absent_since IS NOT NULL AS absent,
      ${ms(sql`i.status_since`)} AS since_ms, ${ms(sql`i.started_at`)} AS started_ms,
      ${ms(sql`i.contract_ends_at`)} AS contract_ends_ms, ${ms(sql`i.gone_at`)} AS gone_ms,
      ${ms(sql`c.ends_at`)} AS ends_ms, c.origin, c.team_id, c.project, p.name AS owner_name,
      hour.steps, hour.uses, ${ms(sql`quiet.since`)} AS quiet_ms, quiet.readings
    FROM (${instances}) i
    JOIN account a ON a.workspace_id = i.workspace_id AND a.id = i.account_id
    LEFT JOIN contract c ON ${mine(sql`c`)}
    LEFT JOIN person p ON p.id = c.owner_id
    LEFT JOIN LATERAL (
      SELECT array_agg(step ORDER BY step) AS steps, array_agg(use ORDER BY step) AS uses FROM (
        SELECT ${STEPS - 1} - floor(extract(epoch FROM ${at} - s.at) * 1000 / ${STEP_MS})::int AS step,
               round(avg(s.gpu_util))::int AS use
        FROM instance_sample s WHERE ${mine(sql`s`)} AND s.at > ${at} - interval '1 hour' AND s.at <= ${at}
        GROUP BY 1) two_minutes
    ) hour ON i.gone_at IS NULL
    ${quiet(at)}`;
}

/** The columns that decide where a row stands in the list: little enough for all of a fleet at once. */
export function standingSelect(instances: SQL, now: Date): SQL {
  const at = sql`${now.toISOString()}::timestamptz`;
  return sql`
    SELECT i.account_id, i.contract_id::float8 AS contract_id, ${STATUS},
      ${ms(sql`i.status_since`)} AS since_ms, ${ms(sql`i.contract_ends_at`)} AS contract_ends_ms,
      ${ms(sql`i.gone_at`)} AS gone_ms, ${ms(sql`c.ends_at`)} AS ends_ms,
      ${ms(sql`quiet.since`)} AS quiet_ms, quiet.readings
    FROM (${instances}) i
    LEFT JOIN contract c ON ${mine(sql`c`)}
    ${quiet(at)}`;
}

const mine = (table: SQL) =>
  sql`${table}.workspace_id = i.workspace_id AND ${table}.account_id = i.account_id AND ${table}.contract_id = i.contract_id`;

/** Since when the GPUs do nothing, for those alone that do nothing now. */
const quiet = (at: SQL) => sql`
  LEFT JOIN LATERAL (
    SELECT max(s.at) AS at FROM instance_sample s
    WHERE ${mine(sql`s`)} AND (s.gpu_util >= ${IDLE_BELOW_PERCENT} OR s.gpu_util IS NULL)
  ) busy ON i.actual_status = 'running' AND i.gpu_util < ${IDLE_BELOW_PERCENT}
  LEFT JOIN LATERAL (
    SELECT min(s.at) AS since, count(*) FILTER (WHERE s.at > ${at} - ${IDLE_AFTER_MS} * interval '1 millisecond')::int AS readings
    FROM instance_sample s WHERE ${mine(sql`s`)} AND s.at > coalesce(busy.at, '-infinity')
  ) quiet ON i.actual_status = 'running' AND i.gpu_util < ${IDLE_BELOW_PERCENT}`;

/** As `standingSelect` answers. */
export interface Stood {
  [column: string]: unknown;
  account_id: string;
  contract_id: number;
  actual_status: string | null;
  intended_status: string | null;
  cur_state: string | null;
  next_state: string | null;
  status_msg: string | null;
  is_bid: boolean;
  present_hour: string | null;
  quiet_ms: number | null;
  readings: number | null;
  since_ms: number;
  ends_ms: number | null;
  contract_ends_ms: number | null;
  gone_ms: number | null;
}

export interface Selected extends Stood {
  account_name: string;
  label: string | null;
  gpu_name: string;
  num_gpus: number;
  gpu_ram_mb: number | null;
  dph_total: string | null;
  storage_hour: string | null;
  min_bid: string | null;
  gpu_util: number | null;
  gpu_temp: number | null;
  vmem_usage: number | null;
  disk_usage: number | null;
  disk_space: number | null;
  steps: number[] | null;
  uses: (number | null)[] | null;
  started_ms: number | null;
  team_id: string | null;
  project: string | null;
  owner_name: string | null;
  origin: 'gantry' | 'outside' | null;
  geolocation: string | null;
  public_address: string | null;
  ports: Record<string, { HostPort: string }[]> | null;
  ssh_host: string | null;
  ssh_port: number | null;
  runtype: string | null;
  absent: boolean;
  version: number;
}

/** What a row takes from the ledger, so that its figures and its team are those of the costs. */
export interface FromLedger {
  soFarUsd: string | null;
  whose: { teamId: string | null; team: string | null; project: string | null };
}

/** The part of a row that decides where it stands. */
export function standing(r: Stood, now: Date): StandingRow & Pick<InstanceRow, 'hourUsd' | 'contractId'> {
  const quietSinceMs = quietSince(r, now.getTime());
  return {
    contractId: r.contract_id,
    word: withIdle(wordOf(r, now), quietSinceMs, now.getTime()),
    sinceMs: r.since_ms,
    quietSinceMs,
    statusMsg: r.status_msg,
    hourUsd: r.gone_ms === null ? r.present_hour : '0',
    endsMs: r.ends_ms,
    contractEndsMs: r.contract_ends_ms,
  };
}

export function rowOf(r: Selected, now: Date, { soFarUsd, whose }: FromLedger): InstanceRow {
  const running = r.actual_status === 'running' && r.gone_ms === null;
  const ssh = sshLines({
    running,
    publicAddress: r.public_address,
    ports: r.ports,
    sshHost: r.ssh_host,
    sshPort: r.ssh_port,
    runtype: r.runtype,
  });
  return {
    key: `${r.account_id}.${r.contract_id}`,
    accountId: r.account_id,
    ...standing(r, now),
    account: r.account_name,
    label: r.label,
    gpu: r.gpu_name,
    gpus: r.num_gpus,
    vastWord: r.actual_status,
    isBid: r.is_bid,
    runningHourUsd: r.dph_total,
    diskHourUsd: r.storage_hour,
    minBidUsd: r.min_bid,
    soFarUsd,
    // A stopped instance keeps its last readings at Vast.ai; they say nothing about now.
    gpuUse: running ? r.gpu_util : null,
    lastHour: lastHour(r),
    gpuMemory: running ? share(r.vmem_usage, r.gpu_ram_mb, r.num_gpus) : null,
    temperature: running ? r.gpu_temp : null,
    diskGb: r.disk_usage,
    diskOfGb: r.disk_space,
    startedMs: r.started_ms,
    ...whose,
    assigned: r.team_id !== null || r.project !== null,
    owner: r.owner_name,
    origin: r.origin ?? 'outside',
    place: r.geolocation,
    ssh: ssh.direct ?? ssh.proxy,
    absent: r.absent,
    goneMs: r.gone_ms,
    version: r.version,
  };
}

const wordOf = (r: Stood, now: Date): StatusWord =>
  statusWord(
    {
      actualStatus: r.actual_status,
      intendedStatus: r.intended_status,
      curState: r.cur_state,
      nextState: r.next_state,
      statusMsg: r.status_msg,
      isBid: r.is_bid,
      contractEndsAt: r.contract_ends_ms === null ? null : new Date(r.contract_ends_ms),
      goneAt: r.gone_ms === null ? null : new Date(r.gone_ms),
    },
    now,
  );

/** Readings that are missing are not quiet: nobody stops a machine because we were not looking. */
function quietSince(r: Stood, nowMs: number): number | null {
  if (r.quiet_ms === null || r.readings === null) return null;
  const expected = Math.min(IDLE_AFTER_MS, nowMs - r.quiet_ms) / MINUTE_MS;
  return r.readings >= Math.floor(expected * COVERAGE) ? r.quiet_ms : null;
}

function lastHour({ steps, uses }: Selected): (number | null)[] {
  if (!steps || !uses) return [];
  const points: (number | null)[] = Array.from({ length: STEPS }, () => null);
  steps.forEach((step, index) => {
    if (step >= 0 && step < STEPS) points[step] = uses[index] ?? null;
  });
  return points;
}

/** GB used of all GPUs' memory, in percent. */
const share = (usedGb: number | null, ofOneMb: number | null, gpus: number): number | null =>
  usedGb === null || !ofOneMb ? null : Math.min(100, Math.round((usedGb * 100_000) / (ofOneMb * gpus)));
