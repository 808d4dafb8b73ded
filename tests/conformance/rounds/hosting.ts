import { expect } from 'vitest';
import { operations } from '@/lib/vast/operations';
import { EPOCH } from '@/tests/support/emulated';
import { round } from '../round';
import { listed, machineOf, tenant } from './hosting-stage';

const HOUR = 3600;
const DAY = 24 * HOUR;
/** Somebody else's. */
const STRANGE = 1;

const job = (machine: number) => ({ machine, image: 'worker', price_gpu: '0.2', args: ['--resume'] });

export const hosting = [
  round(operations.listMachines, {
    input: {},
    expect: ({ machines }) => {
      expect(machines).toHaveLength(1);
      expect(machines[0]).toMatchObject({ num_gpus: 4, listed: false, gpu_occupancy: 'x x x x' });
    },
  }),
  round(operations.listMachineForRent, {
    input: async (stage) => ({
      machine: (await machineOf(stage)).id,
      price_gpu: '0.45',
      price_disk: '0.12',
      price_inetu: '0.005',
      price_inetd: '0.006',
      price_min_bid: '0.15',
      min_chunk: 2,
      end_date: EPOCH + 30 * DAY,
      credit_discount_max: 0.3,
    }),
    refusals: (_, { machine }) => [
      { input: { machine, min_chunk: 99 }, status: 400 },
      { input: { machine: STRANGE, price_gpu: '1' }, status: 403 },
    ],
    expect: async (output, stage) => {
      expect(output.extended).toBe(0);
      const row = await machineOf(stage);
      expect(row).toMatchObject({ listed: true, listed_min_gpu_count: 2, credit_discount_max: 0.3 });
      expect([row.listed_gpu_cost, row.listed_storage_cost, row.min_bid_price].map(String)).toEqual([
        '0.45',
        '0.12',
        '0.15',
      ]);
      expect(row.end_date).toEqual(new Date((EPOCH + 30 * DAY) * 1000));
    },
  }),
  round(operations.unlistMachine, {
    input: async (stage) => ({ machine_id: (await listed(stage)).machine }),
    refusals: [{ input: { machine_id: STRANGE }, status: 404 }],
    expect: async (_, stage) => expect(await machineOf(stage)).toMatchObject({ listed: false }),
  }),
  round(operations.setMinimumBid, {
    input: async (stage) => ({ machine_id: (await listed(stage)).machine, price: '0.25' }),
    refusals: (_, { machine_id }) => [
      { input: { machine_id, price: '0' }, status: 422 },
      { input: { machine_id: STRANGE, price: '1' }, status: 403 },
    ],
    expect: async (_, stage) => expect(String((await machineOf(stage)).min_bid_price)).toBe('0.25'),
  }),
  round(operations.setDefaultJob, {
    input: async (stage) => job((await listed(stage)).machine),
    refusals: (_, { machine }) => [
      { input: { machine, price_gpu: '0.2' }, status: 400 },
      { input: job(STRANGE), status: 403 },
    ],
    expect: async (output, stage, { machine }) => {
      expect(output.machine_id).toBe(machine);
      expect(await machineOf(stage)).toMatchObject({ gpu_occupancy: 'I I I I' });
    },
  }),
  round(operations.removeDefaultJob, {
    input: async (stage) => {
      const { machine } = await listed(stage);
      await stage.call(operations.setDefaultJob, job(machine));
      return { machine_id: machine };
    },
    refusals: [{ input: { machine_id: STRANGE }, status: 404 }],
    expect: async (_, stage) => expect(await machineOf(stage)).toMatchObject({ gpu_occupancy: 'x x x x' }),
  }),
  round(operations.scheduleMaintenance, {
    input: async (stage) => ({
      machine_id: (await tenant(stage)).machine,
      sdate: EPOCH + DAY,
      duration: 2,
      maintenance_reason: 'A new disk',
      maintenance_category: 'disk' as const,
    }),
    refusals: (_, { machine_id }) => [
      { input: { machine_id, sdate: 'soon', duration: 2 }, status: 400 },
      { input: { machine_id, sdate: EPOCH + DAY, duration: 0 }, status: 422 },
      { input: { machine_id: STRANGE, sdate: EPOCH + DAY, duration: 2 }, status: 404 },
    ],
    expect: async (output, stage) => {
      expect(output.you_sent).toBe('1 notifications sent');
      const [window] = (await machineOf(stage)).machine_maintenance ?? [];
      expect(window).toMatchObject({ duration_hours: 2, maintenance_category: 'disk' });
      expect(window?.start_time).toEqual(new Date((EPOCH + DAY) * 1000));
    },
  }),
  round(operations.cancelMaintenance, {
    input: async (stage) => {
      const { id } = await machineOf(stage);
      await stage.call(operations.scheduleMaintenance, { machine_id: id, sdate: EPOCH + DAY, duration: 2 });
      return { machine_id: id };
    },
    refusals: [{ input: { machine_id: STRANGE }, status: 404 }],
    expect: async (_, stage) => expect((await machineOf(stage)).machine_maintenance).toEqual([]),
  }),
  round(operations.cleanUpMachine, {
    input: async (stage) => {
      const { machine } = await tenant(stage);
      // Every rent ends with its contract, a year at the latest; its data stays until the host cleans up.
      await stage.caller.advance(366 * DAY);
      return { machine_id: machine };
    },
    refusals: [{ input: { machine_id: 'mine' }, status: 400 }],
    expect: ({ num_deleted }) => expect(num_deleted).toBe(1),
  }),
  round(operations.listMachineReports, {
    input: async (stage) => {
      const { machine, renter } = await tenant(stage);
      await renter.put(`/api/v0/machines/${machine}/report/`, { problem: 'Slow disk', message: '20 MB/s' });
      return { machine_id: machine };
    },
    refusals: [{ input: { machine_id: STRANGE }, status: 404 }],
    expect: (output) => expect(output).toMatchObject([{ problem: 'Slow disk', message: '20 MB/s' }]),
  }),
  round(operations.showEarnings, {
    input: async (stage) => {
      await tenant(stage);
      await stage.caller.advance(2 * DAY);
      return { user_id: 'me' as const, last_days: 3 };
    },
    refusals: [{ input: { user_id: STRANGE }, status: 400 }],
    expect: ({ summary, per_machine, per_day }) => {
      // A day and a half and more of $0.50 an hour, without the platform's quarter.
      expect(summary?.total_gpu?.toNumber()).toBeGreaterThan(13);
      expect(per_machine[0]?.gpu_earn?.equals(summary?.total_gpu ?? 0)).toBe(true);
      const days = per_day.reduce((sum, day) => sum + (day.gpu_earn?.toNumber() ?? 0), 0);
      expect(days).toBeCloseTo(summary?.total_gpu?.toNumber() ?? Number.NaN, 3);
    },
  }),
];
