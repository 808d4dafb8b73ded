import { expect } from 'vitest';
import { searchBenchmarks } from '@/lib/vast/operations/benchmarks';
import { prepayInstance, showDeposit } from '@/lib/vast/operations/deposits';
import { executeCommand } from '@/lib/vast/operations/execute';
import { listInstances, showInstance } from '@/lib/vast/operations/instances';
import {
  cancelCopy,
  cancelSync,
  copyData,
  listConnections,
  syncCloud,
} from '@/lib/vast/operations/transfers';
import { listVolumes } from '@/lib/vast/operations/volumes';
import { round, type Stage } from '../round';

const STRANGER = 1;

async function idOf(stage: Stage, label: string): Promise<number> {
  const { instances } = await stage.call(listInstances, {});
  const found = instances.find((one) => one.label === label);
  if (!found) throw new Error(`no instance is called ${label}`);
  return found.id;
}

const said = async (stage: Stage, id: number) =>
  (await stage.call(showInstance, { id })).instances?.status_msg;

async function copying(stage: Stage) {
  const { volumes } = await stage.call(listVolumes, {});
  return {
    src_id: `C.${await idOf(stage, 'llama-ft-12')}`,
    src_path: '/workspace/checkpoints/',
    dst_id: `V.${volumes[0]?.id}`,
    dst_path: '/from-llama/',
  };
}

const syncing = async (stage: Stage) => ({
  instance_id: await idOf(stage, 'llama-ft-12'),
  selected: 1001,
  transfer: 'Instance To Cloud' as const,
  src: '/workspace/checkpoints',
  dst: '/runs/12',
  flags: ['--update'],
});

const number = (place: string) => Number(place.slice(2));

export const transfers = [
  round(copyData, {
    input: copying,
    refusals: (_, input) => [
      { input: { ...input, src_path: '' }, status: 400 },
      { input: { ...input, dst_id: 'C.1' }, status: 404 },
    ],
    expect: async (_, stage, { src_id }) => {
      await stage.caller.advance(45);
      expect(await said(stage, number(src_id))).toMatch(/^Remote Copy: .*MB\/s$/);
    },
  }),
  round(cancelCopy, {
    input: async (stage) => {
      const copy = await copying(stage);
      await stage.call(copyData, copy);
      await stage.caller.advance(10);
      return { dst_id: copy.dst_id };
    },
    refusals: [
      { input: { dst_id: '' }, status: 400 },
      { input: { dst_id: 'C.1' }, status: 404 },
    ],
    expect: async (_, stage) => {
      await stage.caller.advance(45);
      expect(await said(stage, await idOf(stage, 'llama-ft-12'))).toBe('Remote copy canceled.');
    },
  }),
  round(syncCloud, {
    input: syncing,
    refusals: (_, input) => [{ input: { ...input, selected: STRANGER }, status: 400 }],
    expect: async (_, stage, { instance_id }) => {
      await stage.caller.advance(3600);
      await stage.caller.advance(3600);
      const words = await said(stage, instance_id);
      expect(words).toMatch(/^(Cloud Copy|success, running)/);
    },
  }),
  round(cancelSync, {
    input: async (stage) => {
      const sync = await syncing(stage);
      await stage.call(syncCloud, sync);
      return { dst_id: sync.instance_id };
    },
    refusals: [
      { input: { dst_id: '' }, status: 400 },
      { input: { dst_id: STRANGER }, status: 404 },
    ],
    expect: async (_, stage, { dst_id }) => {
      await stage.caller.advance(45);
      expect(await said(stage, dst_id)).toBe('Remote copy canceled.');
    },
  }),
  round(listConnections, {
    input: {},
    expect: (output) =>
      expect(output).toMatchObject([{ id: 1001, name: 'northwind_archive', cloud_type: 's3' }]),
  }),
  round(executeCommand, {
    input: async (stage) => ({ id: await idOf(stage, 'llama-ft-12'), command: 'ls -lh /workspace' }),
    refusals: (_, { id }) => [{ input: { id, command: 'cat /etc/passwd' }, status: 400 }],
    expect: async ({ result_url }) => {
      expect((await fetch(result_url)).status).toBe(404);
      expect(await (await fetch(result_url)).text()).toMatch(/G checkpoints$/m);
    },
  }),
  round(prepayInstance, {
    input: async (stage) => ({ id: await idOf(stage, 'eval-77'), amount: '100.50' }),
    refusals: (_, { id }) => [
      { input: { id: STRANGER, amount: '5' }, status: 400 },
      { input: { id, amount: '9000000' }, status: 411 },
    ],
    expect: async ({ timescale, discount_rate }, stage, { id }) => {
      expect(timescale).toBeGreaterThan(0.1);
      const { instances } = await stage.call(showInstance, { id });
      expect([instances?.credit_balance, instances?.credit_discount].map(Number)).toEqual([
        100.5,
        discount_rate,
      ]);
    },
  }),
  round(showDeposit, {
    input: async (stage) => {
      const id = await idOf(stage, 'eval-77');
      await stage.call(prepayInstance, { id, amount: '200' });
      return { id };
    },
    refusals: [{ input: { id: STRANGER }, status: 404 }],
    expect: ({ refundable_deposit, total_discount }) => {
      expect([refundable_deposit, total_discount].map(String)).toEqual(['190', '0']);
    },
  }),
  round(searchBenchmarks, {
    input: { query: 'num_gpus>=2', filters: { gpu_name: { eq: 'RTX 4090' } }, limit: 4 },
    expect: (output) => {
      expect(output).toHaveLength(4);
      expect(output.every((one) => one.gpu_name === 'RTX 4090' && (one.num_gpus ?? 0) >= 2)).toBe(true);
      expect(output[0]?.value).toBe(output[0]?.score);
    },
  }),
];
