/**
 * Every operation as an agent's tool, through the official client: what REST gives, planned and approved where it has
 * weight, with one line in the audit; and a fault is told by its field before Vast.ai hears of anything.
 */
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkAccount } from '@/lib/gateway/accounts';
import { isPlanned } from '@/lib/policy/allowance';
import { auditEvent } from '@/lib/store/schema';
import { clean } from '@/lib/surfaces/mcp/untrusted';
import { effectOf, type Operation } from '@/lib/vast/operation';
import { operationByName } from '@/lib/vast/operations';
import { decide } from '@/tests/support/agent';
import { faultyInput } from '@/tests/support/inputs';
import { type McpAgent, mcpAgent, type Told } from '@/tests/support/mcp';
import { directly, inItsWorld, shown } from '@/tests/support/own-world';
import { type TestWorld, testWorld } from '@/tests/support/world';

const all = [...operationByName.values()];
const FAULTS = 3;

let world: TestWorld;
let agent: McpAgent;
const endings: (() => Promise<void>)[] = [];

beforeAll(async () => {
  world = await testWorld({}, (end) => endings.push(end));
  agent = await mcpAgent(world, { toolsets: ['all'] });
  // From here on it holds each answer to the tool's own schema.
  await agent.client.listTools();
});
afterAll(async () => {
  for (const end of endings) await end();
});

/** What has weight waits for a person, who agrees. */
async function done(op: Operation, input: object, account: string): Promise<Told> {
  const effect = effectOf(op, op.input.parse(input) as never);
  const first = await agent.call(op.name, {
    ...{ ...input, account },
    ...(effect === 'reads' ? {} : { reason: 'a test' }),
  });
  if (!isPlanned(effect)) return first;
  expect(first.said.status, first.text).toBe('plan');
  const id = String(first.said.plan_id);
  expect((await agent.call(op.name, { ...input, account, plan_id: id })).said.status).toBe('needs_approval');
  expect(await decide(world, id, 'approved')).toMatchObject({ ok: true });
  return agent.call(op.name, { plan_id: id });
}

async function written(op: Operation, accountId: string) {
  await agent.mcp.reads.flush();
  const rows = await world.ports.db.select().from(auditEvent).where(eq(auditEvent.action, op.name));
  return rows.filter((row) => row.accountId === accountId);
}

describe.each(all)('$name', (op) => {
  it('gives what our own client gets in the same world, and is written down once', async () => {
    const direct = clean(await directly(world, op));
    await inItsWorld(op, async (emulator, input) => {
      const linked = await linkAccount(world.ports, world.owner, {
        ...{ name: `${op.name} ${randomUUID()}`, address: emulator.url, key: emulator.apiKey },
      });
      if (!linked.ok) throw new Error(linked.problem.say);
      const { accountId } = linked.value;
      const told = await done(op, input, accountId);
      expect(told.said.status, told.text).toBe('done');
      const result = shown(op, told.said.result, emulator);
      if (told.said.truncated && JSON.stringify(result) !== JSON.stringify(direct)) {
        expect(JSON.stringify(result).length).toBeLessThan(JSON.stringify(direct).length);
      } else expect(result).toEqual(direct);
      const lines = await written(op, accountId);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatchObject({ result: 'done', via: 'mcp', actorKind: 'person' });
    });
  });

  it('names the field that is wrong, and Vast.ai hears nothing', async () => {
    const heard = (await world.journal()).length;
    const faults = faultyInput(op, new Set(), (input) => input);
    for (const { input, field } of fc.sample(faults, { numRuns: FAULTS, seed: all.indexOf(op) })) {
      const fault = await agent.call(op.name, { ...input, account: world.accountId });
      const hint = `${JSON.stringify(input)} → ${fault.text}`;
      expect(fault, hint).toMatchObject({ isError: true, said: { code: 'rest.input_malformed' } });
      const names = (fault.said.errors as { field: string }[]).map((one) => one.field.split('.')[0]);
      expect(names, hint).toContain(field);
    }
    expect((await world.journal()).length).toBe(heard);
  });
});
