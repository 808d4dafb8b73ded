import { expect } from 'vitest';
import {
  listDeployments,
  showDeployment,
  startDeployment,
  stopDeployment,
} from '@/lib/vast/operations/deployments';
import {
  createEndpoint,
  deleteEndpoint,
  listEndpoints,
  updateEndpoint,
} from '@/lib/vast/operations/endpoints';
import { listInstances } from '@/lib/vast/operations/instances';
import {
  listEndpointWorkers,
  listWorkergroupWorkers,
  routeRequest,
  showEndpointLogs,
  showWorkergroupLogs,
} from '@/lib/vast/operations/router';
import { listTemplates } from '@/lib/vast/operations/templates';
import {
  createWorkergroup,
  deleteWorkergroup,
  listWorkergroups,
  updateWorkergroup,
} from '@/lib/vast/operations/workergroups';
import { round, type Stage } from '../round';

const STRANGER = 1;
const NAME = 'chat';

/** One that keeps a worker awake. */
async function endpoint(stage: Stage): Promise<{ id: number }> {
  const { result } = await stage.call(createEndpoint, {
    endpoint_name: NAME,
    min_load: 1,
    cold_workers: 1,
    max_workers: 2,
  });
  return { id: result };
}

async function group(stage: Stage): Promise<{ id: number; endpoint: number }> {
  const { id: endpoint_id } = await endpoint(stage);
  const { templates } = await stage.call(listTemplates, {});
  const { id } = await stage.call(createWorkergroup, {
    endpoint_id,
    template_hash: templates[0]?.hash_id,
    search_params: 'num_gpus=1 gpu_name=RTX_4090',
    launch_args: '--disk 64',
    test_workers: 1,
    gpu_ram: 24,
  });
  return { id, endpoint: endpoint_id };
}

/** A group whose worker is ready. */
async function ready(stage: Stage): Promise<{ id: number; endpoint: number }> {
  const made = await group(stage);
  await stage.caller.advance(900);
  return made;
}

const ours = async (stage: Stage) =>
  (await stage.call(listWorkergroups, {})).results.find((one) => one.endpoint_name === NAME);

const workers = async (stage: Stage) => (await stage.call(listInstances, {})).total_instances;

async function deployment(stage: Stage): Promise<{ id: number }> {
  const made = await stage.caller.put('/api/v0/deployments/', {
    name: 'cube',
    image: 'vastai/base-image:latest',
    file_hash: 'c0ffee',
    file_size: 1024,
    env: '-e A=1',
    search_params: 'num_gpus=1',
    storage: 16,
    ttl: 86_400,
    min_load: 0,
    cold_workers: 1,
  });
  return { id: Number(made.json.deployment_id) };
}

export const serverless = [
  round(listEndpoints, {
    input: async (stage) => {
      await endpoint(stage);
      return {};
    },
    expect: ({ results }) => {
      const found = results.find((one) => one.endpoint_name === NAME);
      expect(found).toMatchObject({ max_workers: 2, endpoint_state: 'active', target_util: 0.9 });
      expect(found?.created_at?.getUTCFullYear()).toBe(2026);
    },
  }),
  round(createEndpoint, {
    input: { endpoint_name: 'new', max_workers: 3, inactivity_timeout: 600 },
    refusals: [{ input: { target_util: 2 }, status: 400 }],
    expect: async ({ result }, stage) => {
      const { results } = await stage.call(listEndpoints, {});
      expect(results.find((one) => one.id === result)).toMatchObject({
        endpoint_name: 'new',
        max_workers: 3,
        inactivity_timeout: 600,
      });
    },
  }),
  round(updateEndpoint, {
    input: async (stage) => ({
      ...(await endpoint(stage)),
      max_workers: 7,
      endpoint_state: 'suspended' as const,
    }),
    refusals: [{ input: { id: STRANGER }, status: 400 }],
    expect: async (_, stage, { id }) => {
      const { results } = await stage.call(listEndpoints, {});
      expect(results.find((one) => one.id === id)).toMatchObject({
        max_workers: 7,
        endpoint_state: 'suspended',
        min_load: 1,
      });
    },
  }),
  round(deleteEndpoint, {
    input: async (stage) => ({ id: (await ready(stage)).endpoint }),
    refusals: [{ input: { id: STRANGER }, status: 400 }],
    expect: async ({ deleted_workers, failed_workers }, stage) => {
      expect(deleted_workers?.length).toBeGreaterThan(0);
      expect(failed_workers).toEqual([]);
      expect(await workers(stage)).toBe(11);
      expect(await ours(stage)).toBeUndefined();
    },
  }),
  round(listWorkergroups, {
    input: async (stage) => {
      await group(stage);
      return {};
    },
    expect: ({ results }) =>
      expect(results.find((one) => one.endpoint_name === NAME)).toMatchObject({
        search_query: { num_gpus: { eq: expect.anything() } },
        launch_args: '--disk 64',
        gpu_ram: 24,
      }),
  }),
  round(createWorkergroup, {
    input: async (stage) => ({
      endpoint_id: (await endpoint(stage)).id,
      search_params: 'num_gpus=1',
      test_workers: 1,
    }),
    refusals: [{ input: { endpoint_id: STRANGER }, status: 400 }],
    expect: async ({ id }, stage) => {
      await stage.caller.advance(2);
      const rented = await stage.call(listWorkergroupWorkers, { id });
      expect(rented.workers).toHaveLength(1);
      expect(await workers(stage)).toBe(12);
    },
  }),
  round(updateWorkergroup, {
    input: async (stage) => ({
      id: (await group(stage)).id,
      search_params: '{"num_gpus":{"eq":2}}',
      gpu_ram: 48,
    }),
    refusals: [{ input: { id: STRANGER }, status: 400 }],
    expect: async (_, stage) => {
      expect(await ours(stage)).toMatchObject({ gpu_ram: 48, launch_args: '--disk 64' });
    },
  }),
  round(deleteWorkergroup, {
    input: async (stage) => ({ id: (await ready(stage)).id }),
    refusals: [
      { input: { id: 'chat' }, status: 400 },
      { input: { id: STRANGER }, status: 404 },
    ],
    expect: async ({ deleted_workers }, stage) => {
      expect(deleted_workers?.length).toBeGreaterThan(0);
      expect(await workers(stage)).toBe(11);
      expect((await stage.call(listEndpoints, {})).results.some((one) => one.endpoint_name === NAME)).toBe(
        true,
      );
    },
  }),
  round(routeRequest, {
    input: async (stage) => {
      await ready(stage);
      return { endpoint: NAME, cost: 242 };
    },
    refusals: [{ input: { endpoint: 'nobody', cost: 1 }, status: 400 }],
    expect: async ({ url, status, signature, reqnum }, stage) => {
      expect(url).toMatch(/^http:\/\/[\d.]+:\d+$/);
      expect([status, reqnum]).toEqual([null, 1]);
      expect(signature).toMatch(/^[0-9a-f]{16,}$/);
      await stage.caller.advance(1);
      expect((await stage.call(showEndpointLogs, { endpoint: NAME, tail: 5 })).debug).toContain('cost 242');
    },
  }),
  round(showEndpointLogs, {
    input: async (stage) => {
      await ready(stage);
      return { endpoint: NAME, tail: 1000 };
    },
    expect: ({ logs, info0 }) => {
      expect(logs).toContain('measured');
      expect(info0).not.toContain('measured');
    },
  }),
  round(showWorkergroupLogs, {
    input: async (stage) => ({ id: (await ready(stage)).id, tail: 1000 }),
    expect: ({ logs }) => expect(logs).toContain('-> IDLE'),
  }),
  round(listEndpointWorkers, {
    input: async (stage) => ({ id: (await ready(stage)).endpoint }),
    expect: ({ workers: [worker] }) => {
      expect(worker).toMatchObject({ status: 'IDLE', gpu_name: 'RTX 4090' });
      expect(worker?.measured_perf).toBeGreaterThan(100);
    },
  }),
  round(listWorkergroupWorkers, {
    input: async (stage) => ({ id: (await ready(stage)).id }),
    expect: ({ workers: [worker] }) => expect(worker?.url).toMatch(/^http:/),
  }),
  round(listDeployments, {
    input: async (stage) => {
      await deployment(stage);
      return {};
    },
    expect: ({ deployments }) =>
      expect(deployments.find((one) => one.name === 'cube')).toMatchObject({ tag: 'default', storage: 16 }),
  }),
  round(showDeployment, {
    input: deployment,
    refusals: [{ input: { id: STRANGER }, status: 404 }],
    expect: ({ deployment: found }) =>
      expect(found).toMatchObject({ name: 'cube', endpoint_state: 'active' }),
  }),
  round(startDeployment, {
    input: async (stage) => {
      const made = await deployment(stage);
      await stage.call(stopDeployment, made);
      return made;
    },
    refusals: [{ input: { id: STRANGER }, status: 404 }],
    expect: async ({ endpoint_state }, stage, { id }) => {
      expect(endpoint_state).toBe('active');
      await stage.caller.advance(5);
      expect((await stage.call(showDeployment, { id })).deployment.worker_count).toBeGreaterThan(0);
    },
  }),
  round(stopDeployment, {
    input: deployment,
    refusals: [{ input: { id: STRANGER }, status: 404 }],
    expect: async ({ endpoint_state }, stage) => {
      expect(endpoint_state).toBe('stopped');
      await stage.caller.advance(900);
      expect(await workers(stage)).toBe(11);
    },
  }),
];
