/**
 * Every operation that changes something, with a server that dies between the call and the record: what became of it is
 * found out, and nothing is made twice. Each on the emulator and with the input of its round of the conformance suite.
 */
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { createGateway } from '@/lib/gateway';
import { ABANDONED_MS, ABSENCE_MS, resolveUnsettled } from '@/lib/gateway/resolver';
import { intent } from '@/lib/store/schema';
import type { Vast } from '@/lib/vast/client';
import { toPlain } from '@/lib/vast/json';
import { effectOf, type Operation, worstEffect } from '@/lib/vast/operation';
import { operationByName } from '@/lib/vast/operations';
import { rounds } from '@/tests/conformance/rounds';
import { type TestWorld, testWorld } from '@/tests/support/world';

const writing = [...operationByName.values()].filter((op) => worstEffect(op) !== 'reads');

/** Read by its round, and destroying only with other words. */
const INPUTS: Record<string, (given: object) => object> = {
  update_a_vast_ai_instances_command_by_id: (given) => ({ ...given, command: 'rm /workspace/old' }),
};

async function ready(op: Operation) {
  const round = rounds.get(op.name);
  if (!round) throw new Error(`${op.name} has no round`);
  const world = await testWorld(round.world);
  const scene = await round.scene(world.emulator);
  const input = INPUTS[op.name]?.(scene) ?? scene;
  const before = (await world.journal()).length;
  const heard = async () =>
    op.name === UNWRITTEN
      ? 1
      : (await world.journal()).slice(before).filter(({ operation }) => operation === op.name).length;
  return { world, input, heard };
}

class Killed extends Error {}

/** Runs it in a server that dies at the call: before Vast.ai hears of it, or before what it answered is written. */
async function killed(world: TestWorld, op: Operation, input: object, at: 'before' | 'after') {
  let answered: unknown;
  const call: Vast['call'] = async (other, given, to, options) => {
    if (other.name !== op.name) return world.ports.vast.call(other, given, to, options);
    if (at === 'before') await options?.onSend?.();
    else {
      const answer = await world.ports.vast.call(other, given, to, options);
      if (answer.kind !== 'done') throw new Error(`${op.name}: ${answer.problem.say}`);
      answered = answer.value;
    }
    throw new Killed();
  };
  const dying = createGateway({ ...world.ports, vast: { ...world.ports.vast, call } });
  const run = dying.run(op, world.accountId, input as never, world.owner, { idempotencyKey: 'once' });
  await expect(run).rejects.toThrow(Killed);
  return answered;
}

const again = (world: TestWorld, op: Operation, input: object) =>
  world.gateway.run(op, world.accountId, input as never, world.owner, { idempotencyKey: 'once' });

async function kept(world: TestWorld, op: Operation) {
  const [row] = await world.store.db.select().from(intent).where(eq(intent.operation, op.name));
  return row;
}

/** As a program gets it. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(toPlain(value) ?? null)) as unknown;

/** Without what isn't there. */
function known(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(entries.map(([name, inner]) => [name, known(inner)]));
}

/** The emulator’s journal has what changes the world, and a test letter doesn’t. */
const UNWRITTEN = 'create_a_vast_ai_webhook_test';

it.each(writing.map((op) => [op.name, op] as const))('%s: taken, and the server died', async (_, op) => {
  const { world, input, heard } = await ready(op);
  expect(effectOf(op, op.input.parse(input) as never)).not.toBe('reads');
  const answered = await killed(world, op, input, 'after');
  expect(await heard()).toBe(1);
  world.passTime(ABANDONED_MS + 1_000);
  await resolveUnsettled(world.ports, world.gateway);

  const outcome = await again(world, op, input);
  if (op.lostAnswer === 'ask') {
    expect(outcome).toMatchObject({ kind: 'unknown', problem: { code: 'vast.left_to_person' } });
    expect(outcome.kind === 'unknown' && outcome.problem.say).toContain(op.untold);
    expect(await heard()).toBe(1);
    return;
  }
  expect(outcome).toMatchObject({ kind: 'done', replayed: true });
  expect((await kept(world, op))?.sealed).toBeNull();
  if (op.lostAnswer === 'repeat' || outcome.kind !== 'done') return;
  expect(await heard()).toBe(1);
  // What is told is what the first answer said of it; what nobody is shown again is missing.
  const told = known(plain(outcome.value)) as object;
  expect(plain(answered)).toMatchObject(told);
});

const lookedUp = writing.filter(({ lostAnswer }) => lostAnswer !== 'ask');
it.each(lookedUp.map((op) => [op.name, op] as const))(
  '%s: the server died before it sent it',
  async (_, op) => {
    const { world, input, heard } = await ready(op);
    await killed(world, op, input, 'before');
    world.passTime(ABANDONED_MS + 1_000);
    await resolveUnsettled(world.ports, world.gateway);
    if (op.lostAnswer === 'repeat') {
      expect(await again(world, op, input)).toMatchObject({ kind: 'done' });
      expect(await heard()).toBe(1);
      return;
    }
    expect(await again(world, op, input)).toMatchObject({ kind: 'unknown' });
    for (let round = 0; round < 4; round++) {
      world.passTime(ABSENCE_MS / 2);
      await resolveUnsettled(world.ports, world.gateway);
    }
    expect(await again(world, op, input)).toMatchObject({
      kind: 'refused',
      problem: { code: expect.stringMatching(/^gateway\.not_/) },
    });
    expect(await heard()).toBe(0);
  },
);
