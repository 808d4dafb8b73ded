import { z } from 'zod';
import { operation } from '../operation';
import { epoch, maybe, quantity, reply, whole, words } from '../wire';

const DeploymentId = z
  .int()
  .positive()
  .meta({ description: 'The deployment’s id.', examples: [644] });

const Deployment = reply({
  id: whole(),
  name: maybe(words()),
  tag: maybe(words()),
  image: maybe(words()),
  endpoint_id: maybe(whole()),
  endpoint_state: maybe(words()),
  worker_count: maybe(whole()),
  env: maybe(words()),
  s3_key: maybe(words()),
  file_hash: maybe(words()),
  search_params: maybe(words()),
  current_version_id: maybe(whole()),
  last_healthy_version_id: maybe(whole()),
  /** GB. */
  storage: maybe(quantity()),
  /** Seconds without a sign of life after which it is deleted. */
  ttl: maybe(quantity()),
  last_client_heartbeat: epoch(),
  created_at: epoch(),
  updated_at: epoch(),
});

export const listDeployments = operation({
  name: 'list_all_vast_ai_deployments',
  title: 'List deployments',
  description:
    'The account’s deployments: code that was uploaded with Vast.ai’s Python package and that runs on a serverless endpoint of its own.',
  http: { method: 'GET', path: '/api/v0/deployments/' },
  scope: 'instance_read',
  effect: 'reads',
  whole: true,
  minIntervalMs: 3000,
  lostAnswer: 'repeat',
  touches: [],
  secretOutput: ['env'],
  input: z.strictObject({}),
  output: reply({ deployments: z.array(Deployment) }),
});

export const showDeployment = operation({
  name: 'get_single_vast_ai_deployment_by_id',
  title: 'Show deployment',
  description:
    'One deployment: its image and version of the code, and whether its endpoint is active, with how many workers.',
  http: { method: 'GET', path: '/api/v0/deployment/{id}/' },
  scope: 'instance_read',
  effect: 'reads',
  whole: true,
  minIntervalMs: 3000,
  lostAnswer: 'repeat',
  touches: [],
  secretOutput: ['env'],
  input: z.strictObject({ id: DeploymentId }),
  output: reply({ deployment: Deployment }),
});

export const startDeployment = operation({
  name: 'create_a_vast_ai_deployment_start',
  title: 'Start deployment',
  description:
    'Makes the deployment’s endpoint active again: Vast.ai rents and wakes workers for it as its settings say. It can cost at most the endpoint’s max_workers times the hourly price of the dearest offer that its search allows.',
  http: { method: 'POST', path: '/api/v0/deployment/{id}/start/' },
  scope: 'instance_write',
  effect: 'spends',
  whole: true,
  minIntervalMs: 2000,
  lostAnswer: 'repeat',
  touches: ['endpoints', 'instances', 'balance'],
  sentence: ({ id }, what = `deployment ${id}`) => `started ${what}`,
  input: z.strictObject({ id: DeploymentId }),
  output: reply({ endpoint_state: maybe(words()) }),
});

export const stopDeployment = operation({
  name: 'create_a_vast_ai_deployment_stop',
  title: 'Stop deployment',
  description:
    'Puts all workers of the deployment’s endpoint to sleep; requests under way are lost. Nothing is deleted: the workers’ disks are kept and go on billing, and it can be started again.',
  http: { method: 'POST', path: '/api/v0/deployment/{id}/stop/' },
  scope: 'instance_write',
  effect: 'writes',
  whole: true,
  minIntervalMs: 2000,
  lostAnswer: 'repeat',
  touches: ['endpoints', 'instances', 'balance'],
  sentence: ({ id }, what = `deployment ${id}`) => `stopped ${what}`,
  input: z.strictObject({ id: DeploymentId }),
  output: reply({ endpoint_state: maybe(words()) }),
});
