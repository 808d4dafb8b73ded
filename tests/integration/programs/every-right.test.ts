/** Every operation by REST, as every role and with every kind of token: what either refuses, a program doesn't do. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GantryProblem, type Name } from '@/clients/typescript/src/index';
import { createGateway } from '@/lib/gateway';
import { permissionFor } from '@/lib/gateway/permit';
import { EFFECTS } from '@/lib/policy/tokens';
import { contractsIn, effectOf, type Operation } from '@/lib/vast/operation';
import { operationByName } from '@/lib/vast/operations';
import { fullInputs } from '@/tests/conformance/examples';
import { holds, ROLES } from '@/tests/matrix/table';
import { type Program, program } from '@/tests/support/program';
import { testWorld } from '@/tests/support/world';

/** What each kind of token leaves out, told apart from what its role may. */
const SCOPES = {
  everything: {},
  reading: { effects: ['reads'] },
  'everything but reading': { effects: EFFECTS.filter((effect) => effect !== 'reads') },
  'no operation': { operations: [] },
  'no account': { accounts: [] },
} as const;
type Scope = keyof typeof SCOPES;

const REFUSED = /^(gateway\.not_permitted|token\.not_allowed|rest\.account_(unknown|needed))$/;

const programs = new Map<string, Program>();
const endings: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const world = await testWorld({}, (end) => endings.push(end));
  // No account's key opens with it: what is let through gets no further than that.
  const ports = { ...world.ports, secretKey: randomBytes(32) };
  const closed = { ...world, ports, gateway: createGateway(ports) };
  for (const role of ROLES) {
    for (const [scope, given] of Object.entries(SCOPES)) {
      programs.set(`${role} ${scope}`, await program(closed, { service: { role, teamIds: [] }, ...given }));
    }
  }
});
afterAll(async () => {
  for (const end of endings) await end();
});

function expected(
  op: Operation,
  input: Record<string, unknown>,
  role: (typeof ROLES)[number],
  scope: Scope,
): string {
  if (scope === 'no account') return 'rest.account_needed';
  const parsed = op.input.parse(input) as never;
  const effect = effectOf(op, parsed);
  const ofWhole =
    op.whole === true ||
    op.scope === 'instance_read' ||
    (op.scope === 'instance_write' && effect !== 'spends');
  const seesAll = role !== 'engineer' && role !== 'viewer';
  if (ofWhole && !seesAll && contractsIn(op, parsed).length === 0) return 'gateway.not_permitted';
  if (!holds(role, permissionFor(op, effect))) return 'gateway.not_permitted';
  const lets =
    scope === 'everything' ||
    (scope === 'reading' && effect === 'reads') ||
    (scope === 'everything but reading' && effect !== 'reads');
  return lets ? 'let through' : 'token.not_allowed';
}

describe.each([...operationByName.values()])('$name', (op) => {
  it('is let through or refused as the tables say', async () => {
    const [input = {}] = fullInputs(op);
    const all = ROLES.flatMap((role) => (Object.keys(SCOPES) as Scope[]).map((scope) => ({ role, scope })));
    const found = await Promise.all(
      all.map(async ({ role, scope }) => {
        const client = programs.get(`${role} ${scope}`)?.client;
        const problem: unknown = await client
          ?.run(op.name as Name, input as never)
          .catch((error: unknown) => error);
        if (!(problem instanceof GantryProblem)) throw new Error(`${role} ${scope}: it was done`);
        return `${role} ${scope}: ${REFUSED.test(problem.code) ? problem.code : 'let through'}`;
      }),
    );
    expect(found).toEqual(
      all.map(({ role, scope }) => `${role} ${scope}: ${expected(op, input, role, scope)}`),
    );
  });
});
