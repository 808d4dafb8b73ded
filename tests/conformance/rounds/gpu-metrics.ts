import { expect } from 'vitest';
import { operations } from '@/lib/vast/operations';
import { EPOCH } from '@/tests/support/emulated';
import { round } from '../round';

const HOUR = 3600;

export const gpuMetrics = [
  round(operations.showGpuMetrics, {
    input: { verified: 'all' },
    expect: ({ gpus, needs_machine }) => {
      expect(needs_machine).not.toBe(true);
      const row = gpus.find((one) => one.gpu_name === 'RTX 4090');
      expect(row?.total).toBe(
        (row?.rented_verified ?? 0) +
          (row?.avail_verified ?? 0) +
          (row?.rented_unverified ?? 0) +
          (row?.avail_unverified ?? 0),
      );
      expect(row?.price_p10?.toNumber()).toBeLessThan(row?.price_p90?.toNumber() ?? 0);
    },
  }),
  round(operations.showGpuTrends, {
    input: { gpu_name: 'RTX 4090', start: EPOCH - 6 * HOUR, end: EPOCH, step: HOUR },
    expect: ({ gpus }) => {
      expect(Object.keys(gpus)).toEqual(['RTX 4090']);
      const { supply_demand, pricing } = gpus['RTX 4090'] ?? {};
      expect(supply_demand?.timestamps).toHaveLength(7);
      expect(pricing?.avail_median).toHaveLength(7);
    },
  }),
  round(operations.showGpuLocations, {
    input: {},
    expect: ({ locations }) => {
      expect(locations.length).toBeGreaterThan(20);
      expect(locations.every((one) => Math.abs(one.latitude ?? 999) <= 90)).toBe(true);
    },
  }),
];
