import { z } from 'zod';
import { accountNow } from '@/lib/queries/account-clock';
import { type InstanceRow, listInstances as listed } from '@/lib/queries/instances';
import { instanceDetail } from '@/lib/queries/instances-detail';
import { instanceSamples, rangeMs } from '@/lib/queries/instances-samples';
import { operations } from '@/lib/vast/operations';
import { instanceUnknown } from '../../problems';
import { refused } from '../tool';
import { account, accountOfInstance, instanceId, limit } from './names';
import { done, task } from './task';

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

const concise = (row: InstanceRow) => ({
  instance_id: row.contractId,
  label: row.label,
  status: row.word,
  gpu: row.gpu,
  gpus: row.gpus,
  usd_per_hour: row.hourUsd,
  usd_so_far: row.soFarUsd,
  gpu_percent: row.gpuUse,
  team: row.team,
  lease_ends_at: iso(row.endsMs),
  account: row.account,
});

export const listInstances = task({
  name: 'list_instances',
  title: 'List instances',
  description: 'What is rented, as last read from Vast.ai: status, price, use, whose, and when each ends.',
  operations: [operations.listInstances],
  permission: 'instances.read',
  input: z.strictObject({
    status: z.string().optional().describe('As running, stopped, idle.'),
    label: z.string().optional().describe('Part of it.'),
    limit,
    cursor: z.string().max(100).optional(),
  }),
  async run({ ports, scope, actor }, asked) {
    const { db, now } = ports;
    const allowed = actor.token?.accounts ?? null;
    const at = await accountNow(db, scope, now());
    const page = await listed(db, scope, at, { after: asked.cursor ?? null, limit: PAGE });
    const rows = page.rows.filter(
      (row) =>
        (allowed === null || allowed.includes(row.accountId)) &&
        (asked.status === undefined || row.word.toLowerCase() === asked.status.toLowerCase()) &&
        (asked.label === undefined || row.label?.toLowerCase().includes(asked.label.toLowerCase())),
    );
    const shown = rows.slice(0, asked.limit);
    const next = rows.length > shown.length ? (shown.at(-1)?.key ?? null) : page.next;
    return done({ instances: shown.map(concise) }, { next, total: rows.length });
  },
});

/** Looked through at once; filters leave few of them. */
const PAGE = 2_000;

export const getInstance = task({
  name: 'get_instance',
  title: 'Show one instance',
  description: 'One instance with its machine, image, ports and how to reach it.',
  operations: [operations.showInstance],
  permission: 'instances.read',
  input: z.strictObject({ instance_id: instanceId, account }),
  async run(call, asked) {
    const { db, now } = call.ports;
    const at = await accountOfInstance(call, asked);
    if (!at.ok) return refused(at.problem);
    const key = { accountId: at.value, contractId: asked.instance_id };
    const detail = await instanceDetail(db, call.scope, key, await accountNow(db, call.scope, now()));
    if (!detail) return refused(instanceUnknown());
    const { row, ...rest } = detail;
    return done({
      ...concise(row),
      status_says: row.statusMsg,
      place: row.place,
      started_at: iso(row.startedMs),
      ...rest,
    });
  },
});

export const readMetrics = task({
  name: 'read_metrics',
  title: 'Read metrics',
  description:
    'GPU use, temperature, GPU memory and disk of one instance over time: oldest first, null where nothing was read.',
  operations: [operations.showInstance],
  permission: 'instances.read',
  input: z.strictObject({
    instance_id: instanceId,
    range: z.enum(['1h', '6h', '24h', '48h']).default('1h'),
    account,
  }),
  async run(call, asked) {
    const { db, now } = call.ports;
    const at = await accountOfInstance(call, asked);
    if (!at.ok) return refused(at.problem);
    const key = { accountId: at.value, contractId: asked.instance_id };
    const read = await instanceSamples(
      db,
      call.scope,
      key,
      await accountNow(db, call.scope, now()),
      rangeMs(asked.range),
    );
    return done({
      from: iso(read.fromMs),
      to: iso(read.toMs),
      step_seconds: read.stepMs / 1000,
      gpu_percent: read.gpuUse,
      temperature_c: read.temperature,
      gpu_memory_gb: read.gpuMemoryGb,
      disk_gb: read.diskGb,
    });
  },
});
