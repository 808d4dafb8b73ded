import { expect } from 'vitest';
import {
  changeBid,
  destroyInstance,
  type Instance,
  listInstances,
  manageInstance,
  rebootInstance,
  recycleInstance,
  requestLogs,
  showInstance,
} from '@/lib/vast/operations/instances';
import { searchOffers } from '@/lib/vast/operations/offers';
import { rentOffer } from '@/lib/vast/operations/rent';
import { round, type Stage } from '../round';

const STRANGER = 1;
const unknown = (more: Record<string, unknown> = {}) => ({ id: STRANGER, ...more });

async function called(stage: Stage, label: string): Promise<Instance> {
  const { instances } = await stage.call(listInstances, {});
  const found = instances.find((one) => one.label === label);
  if (!found) throw new Error(`no instance is called ${label}`);
  return found;
}

const idOf = async (stage: Stage, label: string) => ({ id: (await called(stage, label)).id });

const onDemand = (id: number) => ({ id, disk: 10, image: 'a', cancel_unavail: true });

const now = async (stage: Stage, id: number) => (await stage.call(showInstance, { id })).instances;

export const instances = [
  round(listInstances, {
    input: { limit: 25, select_filters: { machine_id: { gt: 0 } }, order_by: [{ col: 'label', dir: 'asc' }] },
    refusals: [{ input: { select_filters: { dph_total: { gt: 0 } } }, status: 400 }],
    expect: (output) => {
      expect(output.total_instances).toBe(11);
      expect(output.instances.map((one) => one.label)).toContain('llama-ft-12');
      expect(output.next_token).toBeNull();
    },
  }),
  round(showInstance, {
    input: (stage) => idOf(stage, 'llama-ft-12'),
    refusals: [{ input: { id: 'llama' }, status: 400 }],
    expect: (output) => {
      expect(output.instances).toMatchObject({ label: 'llama-ft-12', num_gpus: 4, gpu_name: 'H100 SXM' });
      expect(output.instances?.dph_total?.toNumber()).toBeGreaterThan(4);
    },
  }),
  round(rentOffer, {
    input: async (stage) => {
      const { offers } = await stage.call(searchOffers, {
        type: 'bid',
        filters: { num_gpus: { eq: 1 } },
        limit: 1,
      });
      const [offer] = offers;
      if (!offer) throw new Error('nothing to rent');
      return {
        id: offer.id,
        image: 'pytorch/pytorch',
        disk: 40,
        label: 'round',
        runtype: 'ssh_direct',
        price: '1.25',
        env: { ROUND: 'yes' },
        onstart: 'nvidia-smi',
      };
    },
    refusals: (_, { id }) => [
      { input: { id, disk: 10 }, status: 400 },
      { input: { id: STRANGER, disk: 10, image: 'a' }, status: 404 },
      { input: onDemand(id), status: 410, after: (stage) => stage.call(rentOffer, onDemand(id)) },
    ],
    expect: async ({ new_contract: id }, stage) => {
      const row = await now(stage, id);
      expect(row).toMatchObject({ label: 'round', is_bid: true, disk_space: 40 });
      expect(row?.extra_env).toEqual([['ROUND', 'yes']]);
    },
  }),
  round(manageInstance, {
    input: async (stage) => ({
      ...(await idOf(stage, 'eval-77')),
      state: 'stopped' as const,
      label: 'eval-78',
    }),
    refusals: (_, { id }) => [
      { input: { id }, status: 400 },
      { input: unknown({ label: 'x' }), status: 404 },
    ],
    expect: async (_, stage, { id }) => {
      expect(await now(stage, id)).toMatchObject({ label: 'eval-78', intended_status: 'stopped' });
    },
  }),
  round(destroyInstance, {
    input: (stage) => idOf(stage, 'eval-77'),
    refusals: [
      { input: { id: 'eval-77' }, status: 400 },
      { input: unknown(), status: 404 },
    ],
    expect: async (_, stage, { id }) => expect(await now(stage, id)).toBeNull(),
  }),
  round(rebootInstance, {
    input: (stage) => idOf(stage, 'eval-77'),
    refusals: [{ input: unknown(), status: 400 }],
    expect: async (_, stage, { id }) => {
      expect((await now(stage, id))?.actual_status).not.toBe('running');
      await stage.caller.advance(600);
      expect((await now(stage, id))?.actual_status).toBe('running');
    },
  }),
  round(recycleInstance, {
    input: (stage) => idOf(stage, 'eval-77'),
    refusals: [{ input: unknown(), status: 400 }],
    expect: async (_, stage, { id }) => {
      expect((await now(stage, id))?.actual_status).not.toBe('running');
      await stage.caller.advance(3600);
      expect((await now(stage, id))?.actual_status).toBe('running');
    },
  }),
  round(changeBid, {
    input: async (stage) => ({ ...(await idOf(stage, 'sdxl-batch-7')), price: '3.125' }),
    refusals: (_, { id }) => [
      { input: { id, price: '0' }, status: 400 },
      { input: unknown({ price: '1' }), status: 404 },
    ],
    expect: async (_, stage, { id }) => {
      expect(String((await now(stage, id))?.dph_base)).toBe('3.125');
    },
  }),
  round(requestLogs, {
    input: async (stage) => ({ ...(await idOf(stage, 'llama-ft-12')), tail: '5', filter: 'loss' }),
    refusals: [{ input: unknown(), status: 404 }],
    expect: async ({ result_url }) => {
      expect((await fetch(result_url)).status).toBe(404);
      expect(await (await fetch(result_url)).text()).toContain('loss');
    },
  }),
];
