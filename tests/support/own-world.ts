/** Every operation in a world of its own, on which it can be done: what it gives there is the same whoever asks. */
import { type Emulator, startEmulator } from '@/lib/emulator';
import { toPlain } from '@/lib/gateway/plain';
import { type Operation, redact } from '@/lib/vast/operation';
import { rounds } from '@/tests/conformance/rounds';
import type { TestWorld } from './world';

/** An emulator on which the operation's round could be played, and the round's input there. */
export async function inItsWorld<T>(
  op: Operation,
  work: (emulator: Emulator, input: object) => Promise<T>,
): Promise<T> {
  const round = rounds.get(op.name);
  if (!round) throw new Error(`${op.name} has no round`);
  const emulator = await startEmulator(round.world);
  try {
    return await work(emulator, await round.scene(emulator));
  } finally {
    await emulator.close();
  }
}

/** As a program may see it: no secret but those shown once, amounts as text, addresses without the emulator's port. */
export const shown = (op: Operation, value: unknown, emulator: Emulator): unknown => {
  const secret = op.secretOutput?.filter((name) => !op.shownOnce?.includes(name));
  const text = JSON.stringify(toPlain(redact(value, secret)) ?? null);
  return JSON.parse(text.replaceAll(emulator.url, 'http://vast.test'));
};

/** What Vast.ai's own answer means there, through our client and nothing else. */
export const directly = (world: TestWorld, op: Operation): Promise<unknown> =>
  inItsWorld(op, async (emulator, input) => {
    const to = { origin: emulator.url, identity: emulator.url, key: emulator.apiKey };
    const answer = await world.ports.vast.call(op, op.input.parse(input) as never, to);
    if (answer.kind !== 'done') throw new Error(answer.problem.say);
    return shown(op, answer.value, emulator);
  });
