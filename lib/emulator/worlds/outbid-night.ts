/** A night when everybody bids: nine interruptible runs lose their GPUs and get them back in the morning. */
import { HOUR, MINUTE } from '../world/clock';
import type { World } from '../world/world';
import { northwind, settle } from './company';
import { on } from './jobs';
import { bidPercentOfLowest, liveContract } from './live';
import { COMFY, PYTORCH } from './recipes';

/** In these the lowest winning bid is at the on-demand price, more than anybody of ours bids. */
const NIGHTS = [
  { from: 20 * MINUTE, to: 7 * HOUR },
  { from: 26 * HOUR, to: 33 * HOUR },
];

const RUNS = [
  '4x RTX 3090',
  '4x RTX 4090',
  '2x RTX 5090',
  '1x RTX 4090',
  '4x RTX 3090',
  '2x RTX 4090',
  '1x RTX 5090',
  '2x RTX A6000',
  '1x RTX 3090',
];

export function outbidNight(world: World, history: number): void {
  const { epoch } = world;
  for (const { from, to } of NIGHTS) {
    world.market.conditions.squeezes.push({ from: epoch + from, to: epoch + to, percent: 240 });
  }
  const account = northwind(world, history);
  for (const [index, hardware] of RUNS.entries()) {
    const run = liveContract(world, account, {
      label: `sdxl-batch-${8 + index}`,
      ...on(hardware),
      work: 'render',
      image: COMFY,
      diskGb: 80,
      begin: epoch - 5 * HOUR - index * 13 * MINUTE,
      end: null,
      bidPercent: 70,
    });
    bidPercentOfLowest(world, run, 118 + index * 3);
  }
  liveContract(world, account, {
    label: 'llama-ft-12',
    ...on('2x H100 SXM'),
    work: 'train',
    image: PYTORCH,
    diskGb: 200,
    begin: epoch - 9 * HOUR,
    end: null,
  });
  settle(world, account, history);
}
