/**
 * Every operation by REST, through our own client: what comes back is what Vast.ai's own answer means, as the OpenAPI
 * document describes it, with one line in the audit; and a fault is told by its field before Vast.ai hears of anything.
 */
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { GantryProblem, type Name } from '@/clients/typescript/src/index';
import { linkAccount } from '@/lib/gateway/accounts';
import { canonicalText } from '@/lib/policy/canonical';
import { auditEvent } from '@/lib/store/schema';
import { inputOf } from '@/lib/surfaces/rest/input';
import { routeOf } from '@/lib/surfaces/rest/routes';
import { effectOf, type Operation, redact } from '@/lib/vast/operation';
import { operationByName } from '@/lib/vast/operations';
import { shownReply } from '@/lib/vast/shown';
import { faultyInput, validInput } from '@/tests/support/inputs';
import { directly, inItsWorld, shown } from '@/tests/support/own-world';
import { type Program, program } from '@/tests/support/program';
import { type TestWorld, testWorld } from '@/tests/support/world';

const all = [...operationByName.values()];
const RUNS = 4;

let world: TestWorld;
let asOwner: Program;
const endings: (() => Promise<void>)[] = [];

beforeAll(async () => {
  world = await testWorld({}, (end) => endings.push(end));
  asOwner = await program(world);
});
afterAll(async () => {
  for (const end of endings) await end();
});

const ask = (op: Operation, input: object, options: { account?: string; idempotencyKey?: string }) =>
  asOwner.client.ask(op.name as Name, input as never, options);

async function written(op: Operation, accountId: string) {
  await asOwner.rest.reads.flush();
  const { db } = world.ports;
  const rows = await db.select().from(auditEvent).where(eq(auditEvent.action, op.name));
  return rows.filter(
    ({ accountId: at, detail }) =>
      at === accountId || (detail as { accountId?: string }).accountId === accountId,
  );
}

describe.each(all)('$name', (op) => {
  it('gives what our own client gets in the same world, as it is described, and is written down once', async () => {
    const direct = await directly(world, op);
    await inItsWorld(op, async (emulator, input) => {
      const linked = await linkAccount(world.ports, world.owner, {
        ...{ name: `${op.name} ${randomUUID()}`, address: emulator.url, key: emulator.apiKey },
      });
      if (!linked.ok) throw new Error(linked.problem.say);
      const { accountId } = linked.value;
      const asked = { account: accountId, idempotencyKey: randomUUID() };
      const reply = await ask(op, input, asked);
      expect(z.fromJSONSchema(shownReply(op)).safeParse(reply.result).error?.issues).toBeUndefined();
      expect(shown(op, reply.result, emulator)).toEqual(direct);
      if (changes(op, input)) {
        const again = await ask(op, input, asked);
        expect(redact(again.result, op.shownOnce)).toEqual(redact(reply.result, op.shownOnce));
      }
      const lines = await written(op, accountId);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatchObject({ result: 'done', via: 'rest', actorKind: 'person' });
    });
  });

  it('takes whatever its schema takes, says the same again under the same key, and writes each act down once', async () => {
    const [random] = fc.sample(validInput(op), { numRuns: 1, seed: seedOf(op) });
    const inputs = [random ?? {}, ...fc.sample(validInput(op), { numRuns: RUNS - 1, seed: seedOf(op) + 1 })];
    for (const input of inputs) {
      const before = (await written(op, world.accountId)).length;
      const key = randomUUID();
      const first = await told(op, input, key);
      const hint = `${JSON.stringify(input)} → ${first.text}`;
      // Vast.ai may well refuse: of what is made up, little is there. But it was asked, and understood.
      expect(first.code === 'done' || UNDERSTOOD.test(first.code), hint).toBe(true);
      expect((await written(op, world.accountId)).length - before, hint).toBe(1);
      if (changes(op, input)) expect((await told(op, input, key)).text, hint).toBe(first.text);
    }
  });

  it('names the field that is wrong, and Vast.ai hears nothing', async () => {
    const journal = async () => (await world.journal()).length;
    const heard = await journal();
    const inPath = new Set(
      [...routeOf(op, 'resource').path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
    );
    for (const { input, field } of fc.sample(faultyInput(op, inPath, asRead(op)), {
      numRuns: RUNS,
      seed: seedOf(op),
    })) {
      const fault = await told(op, input, randomUUID());
      expect(fault.code, `${JSON.stringify(input)} → ${fault.text}`).toBe('rest.input_malformed');
      expect(fault.fields.map((name) => name.split('.')[0])).toContain(field);
    }
    expect(await journal()).toBe(heard);
  });
});

const asRead = (op: Operation) => (input: Record<string, unknown>) => {
  if (op.http.method !== 'GET') return input;
  const words = Object.entries(input).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return inputOf(op, { params: {}, query: new URLSearchParams(words), body: {} });
};

/** Reading needs no key: it is asked anew. */
const changes = (op: Operation, input: object) => effectOf(op, op.input.parse(input) as never) !== 'reads';

const UNDERSTOOD = /^(vast|limit|gateway)\./;

/** The same inputs each time, others for each operation. */
const seedOf = (op: Operation): number => all.indexOf(op) * 10;

async function told(op: Operation, input: object, idempotencyKey: string) {
  try {
    const { result } = await ask(op, input, { account: world.accountId, idempotencyKey });
    const text = canonicalText(redact(result, op.shownOnce));
    return { code: 'done', text, fields: [] };
  } catch (error) {
    if (!(error instanceof GantryProblem)) throw error;
    const { code, message, errors } = error;
    return { code, text: `${code} ${message}`, fields: errors.map(({ field }) => field) };
  }
}
