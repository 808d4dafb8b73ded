import { z } from 'zod';
import { operation } from '../operation';
import { flag, maybe, quantity, reply, whole, words } from '../wire';

export const listTemplates = operation({
  name: 'list_all_vast_ai_templates',
  title: 'List templates',
  description: 'Images with their settings, ready to rent with: the account’s own and shared ones.',
  http: { method: 'GET', path: '/api/v0/template/' },
  scope: 'user_read',
  effect: 'reads',
  minIntervalMs: 3000,
  lostAnswer: 'repeat',
  touches: [],
  secretOutput: ['docker_login_pass', 'docker_login_user'],
  input: z.strictObject({ select_filters: z.record(z.string(), z.unknown()).optional() }),
  output: reply({
    templates: z.array(
      reply({
        id: whole(),
        /** Changes with every edit: what a rent names. */
        hash_id: words(),
        name: maybe(words()),
        image: maybe(words()),
        tag: maybe(words()),
        desc: maybe(words()),
        runtype: maybe(words()),
        /** GB. */
        recommended_disk_space: maybe(quantity()),
        recommended: maybe(flag()),
        private: maybe(flag()),
      }),
    ),
  }),
});
