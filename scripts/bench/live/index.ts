/** The live picture: what many who watch cost, how soon ten thousand rows are there, and what an update costs. */
import { openStage, type WorldName } from '../../stage';
import type { Measured } from '../benches';
import { callsOfMany, cpuOfMany } from './crowd';
import { instancesRead } from './server';
import { tabs } from './tabs';
import { firstRows, updateFrames } from './visits';

const FLEET = 10_000;

export async function live(): Promise<Measured[]> {
  return [
    ...(await onStage('small-team', [callsOfMany, tabs])),
    ...(await onStage('ten-thousand', [
      async (stage) => {
        await instancesRead(stage, FLEET);
        return [];
      },
      firstRows,
      updateFrames,
      cpuOfMany,
    ])),
  ];
}

type Part = (stage: Awaited<ReturnType<typeof openStage>>) => Promise<Measured[]>;

async function onStage(world: WorldName, parts: readonly Part[]): Promise<Measured[]> {
  const stage = await openStage(world);
  try {
    const results: Measured[] = [];
    for (const part of parts) results.push(...(await part(stage)));
    return results;
  } finally {
    await stage.end();
  }
}
