import { z } from 'zod';
import { operation } from '../operation';
import { traceIn } from '../trace';
import { maybe, reply, whole, words } from '../wire';
import { listMachines, MachineId } from './hosting';

const CATEGORIES = ['power', 'internet', 'disk', 'gpu', 'software', 'other'] as const;

export const scheduleMaintenance = operation({
  name: 'update_a_vast_ai_machine_dnotify_by_id',
  title: 'Schedule maintenance',
  description:
    'Tells everybody who has an instance on a hosted machine that it will be down, from when and for how long. It is a notice: nothing is stopped and renting goes on; the machine is taken down by hand when the time comes.',
  http: { method: 'PUT', path: '/api/v0/machines/{machine_id}/dnotify/' },
  scope: 'machine_write',
  effect: 'writes',
  minIntervalMs: 2500,
  // Asking again would tell the renters twice.
  lostAnswer: 'look',
  trace: traceIn(listMachines, {
    rows: ({ machines }) =>
      machines.flatMap(({ id, machine_maintenance }) =>
        (machine_maintenance ?? []).map(({ start_time, duration_hours }) => ({
          ...{ machine: id, from: (start_time?.getTime() ?? 0) / 1000, hours: duration_hours },
        })),
      ),
    key: ({ machine, from, hours }) => `${machine}/${from}/${hours}`,
    is: ({ machine, from }, { machine_id, sdate }) => machine === machine_id && from === sdate,
    output: () => ({ success: true }),
  }),
  touches: ['machines'],
  sentence: ({ machine_id, sdate, duration }) =>
    `scheduled ${duration} h of maintenance on machine ${machine_id} from ${new Date(sdate * 1000).toISOString().slice(0, 16)}Z`,
  input: z.strictObject({
    machine_id: MachineId,
    sdate: z
      .int()
      .positive()
      .meta({
        description: 'When it begins, seconds since 1970: in the future, within a year.',
        examples: [1798761600],
      }),
    duration: z
      .int()
      .min(1)
      .max(8760)
      .meta({ description: 'How long it takes, in whole hours.', examples: [2] }),
    maintenance_reason: z
      .string()
      .max(1024)
      .optional()
      .meta({ description: 'The reason in words.', examples: ['Routine hardware check'] }),
    maintenance_category: z
      .enum(CATEGORIES)
      .optional()
      .meta({ description: 'What it is for; “software” covers updates.', examples: ['software'] }),
  }),
  output: reply({ success: z.literal(true), you_sent: maybe(words()) }),
  wire: ({ machine_id: _, ...body }) => ({ body: { client_id: 'me', ...body } }),
});

export const cancelMaintenance = operation({
  name: 'update_a_vast_ai_machine_cancel_maint_by_id',
  title: 'Cancel maintenance',
  description:
    'Cancels every maintenance window of a hosted machine that is under way or still to come. What is over stays as it was.',
  http: { method: 'PUT', path: '/api/v0/machines/{machine_id}/cancel_maint/' },
  scope: 'machine_write',
  effect: 'writes',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: ['machines'],
  sentence: ({ machine_id }) => `cancelled the maintenance of machine ${machine_id}`,
  input: z.strictObject({ machine_id: MachineId }),
  output: reply({ success: z.literal(true), msg: maybe(words()) }),
  wire: ({ machine_id }) => ({ body: { client_id: 'me', machine_id } }),
});

export const cleanUpMachine = operation({
  name: 'update_a_vast_ai_machine_cleanup_by_id',
  title: 'Clean up machine',
  description:
    'Deletes the contracts on a hosted machine whose end date has passed, with the renters’ data that is still on its disk. They paid for their storage until now; after this that ends. Contracts that still run are never touched.',
  http: { method: 'PUT', path: '/api/v0/machines/{machine_id}/cleanup/' },
  scope: 'machine_write',
  effect: 'destroys',
  minIntervalMs: 8000,
  lostAnswer: 'repeat',
  touches: ['machines'],
  sentence: ({ machine_id }) => `deleted the expired contracts on machine ${machine_id}`,
  input: z.strictObject({ machine_id: MachineId }),
  output: reply({ success: z.literal(true), num_deleted: maybe(whole()), msg: maybe(words()) }),
});

export const listMachineReports = operation({
  name: 'list_all_vast_ai_machine_reports',
  title: 'List machine reports',
  description:
    'What renters reported about a hosted machine: the problem, their words, and when. Often the first sign that something is wrong with it.',
  http: { method: 'GET', path: '/api/v0/machines/{machine_id}/reports/' },
  scope: 'machine_read',
  effect: 'reads',
  minIntervalMs: 1200,
  lostAnswer: 'repeat',
  touches: [],
  input: z.strictObject({ machine_id: MachineId }),
  output: z.array(reply({ problem: maybe(words()), message: maybe(words()), created_at: maybe(words()) })),
});
