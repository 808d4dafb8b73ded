/** What a hundred who watch cost: Vast.ai nothing, the server a fraction of what asking again and again would. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Stage } from '../../stage';
import type { Measured } from '../benches';
import { cpuSeconds } from './server';
import { type Crowd, pollers, streams } from './streams';

const MANY = 100;
const WINDOW_MS = 60_000;
/** What is read once after a start has been read by then. */
const SETTLED_MS = 60_000;
/** The poller's rounds don't begin with the window: one more or less is in it. */
const AS_MANY = 1.1;
/** As old as a stream's rows may be at most is half a second; nobody polls as often as that. */
const POLL_EVERY_MS = 2_000;
const FIFTH = 0.2;

export async function callsOfMany(stage: Stage): Promise<Measured[]> {
  await sleep(SETTLED_MS);
  const during = async (count: number) => {
    const crowd = await streams(stage, count);
    const before = requestsOf(stage);
    await sleep(WINDOW_MS);
    const calls = requestsOf(stage) - before;
    await crowd.leave();
    return calls;
  };
  const [one, many] = [await during(1), await during(MANY)];
  if (one === 0) throw new Error('nobody called Vast.ai');
  console.error(`calls of Vast.ai in ${WINDOW_MS / 1000} s: ${one} with one stream, ${many} with ${MANY}`);
  return [
    {
      name: `${MANY} streams: calls of Vast.ai, as a multiple of those with one`,
      value: Number((many / one).toFixed(2)),
      limit: AS_MANY,
      direction: 'max',
    },
  ];
}

const requestsOf = (stage: Stage) => stage.vast.reduce((sum, emulator) => sum + emulator.requests(), 0);

export async function cpuOfMany(stage: Stage): Promise<Measured[]> {
  const during = async (what: string, crowd: Crowd) => {
    const before = await cpuSeconds(stage);
    await sleep(WINDOW_MS);
    const used = (await cpuSeconds(stage)) - before;
    const mb = Math.round(crowd.bytes() / 1e6);
    await crowd.leave();
    console.error(`${MANY} ${what}: ${used.toFixed(2)} s of CPU in ${WINDOW_MS / 1000} s, ${mb} MB`);
    return used;
  };
  const streaming = await during('streams', await streams(stage, MANY));
  const polling = await during('pollers', await pollers(stage, MANY, POLL_EVERY_MS));
  return [
    {
      name: `${MANY} streams: server CPU, as a share of ${MANY} polling every ${POLL_EVERY_MS / 1000} s`,
      value: Number((streaming / polling).toFixed(3)),
      limit: FIFTH,
      direction: 'max',
    },
  ];
}
