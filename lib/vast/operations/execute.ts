import { z } from 'zod';
import { operation } from '../operation';
import { maybe, reply, words } from '../wire';
import { InstanceId } from './instances';

export const executeCommand = operation({
  name: 'update_a_vast_ai_instances_command_by_id',
  title: 'Execute command',
  description:
    'Runs one of three commands on an instance’s disk, also while it is stopped: ls lists files, du sums their sizes, rm deletes them for good. What it prints appears at result_url a moment later. Anything else needs a login to the instance.',
  http: { method: 'PUT', path: '/api/v0/instances/command/{id}/' },
  scope: 'instance_write',
  effect: {
    worst: 'destroys',
    of: ({ command }) => (/^ *(ls|du)( |$)/.test(command) ? 'reads' : 'destroys'),
  },
  minIntervalMs: 1500,
  lostAnswer: 'ask',
  untold: 'Nothing lists what was run, and a second rm would delete what was written since the first.',
  touches: ['instances'],
  sentence: ({ id, command }, what = `instance ${id}`) => `ran “${command}” on ${what}`,
  input: z.strictObject({
    id: InstanceId,
    command: z
      .string()
      .max(512)
      .regex(/^ *(ls|du|rm)( [^;|&<>`$\r\n\\]*)?$/, 'ls, du or rm with its arguments, and nothing else')
      .meta({
        description: 'ls, du or rm with its arguments, 512 characters at most.',
        examples: ['ls -lh /workspace'],
      }),
  }),
  output: reply({ result_url: words(), writeable_path: maybe(words()), msg: maybe(words()) }),
});
