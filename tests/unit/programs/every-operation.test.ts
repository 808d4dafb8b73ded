/** Every operation, every role and every token: what either refuses, a program doesn't do. */
import { describe, expect, it } from 'vitest';
import { effectRefusal, permissionFor } from '@/lib/gateway/permit';
import type { Actor } from '@/lib/policy/actor';
import type { Role } from '@/lib/policy/roles';
import { EFFECTS, type TokenFacts } from '@/lib/policy/tokens';
import { worstEffect } from '@/lib/vast/operation';
import { operationByName } from '@/lib/vast/operations';
import { holds, ROLES } from '@/tests/matrix/table';

const ACCOUNT = 'a';
const TOKENS: Record<string, Partial<TokenFacts>> = {
  all: {},
  'reads only': { effects: ['reads'] },
  'no operation': { operations: [] },
  'another account': { accounts: ['b'] },
};

const programAs = (role: Role, scope: Partial<TokenFacts>, kind: 'person' | 'service'): Actor => {
  const token: TokenFacts = {
    ...{ id: 't', name: 'ci', operations: null, effects: EFFECTS, accounts: null },
    ...{ dayUsd: null, rentHourUsd: null },
    ...scope,
  };
  const common = { workspaceId: 'w', name: 'ci', role, sees: 'all', via: 'rest', token } as const;
  return kind === 'service' ? { kind, ...common } : { kind, personId: 'p', ...common };
};

describe.each([...operationByName.values()])('$name', (op) => {
  it.each(Object.entries(TOKENS))('with a token for %s', (scope, facts) => {
    const effect = worstEffect(op);
    const tokenLets = scope === 'all' || (scope === 'reads only' && effect === 'reads');
    for (const role of ROLES) {
      const right = holds(role, permissionFor(op, effect));
      for (const kind of ['person', 'service'] as const) {
        const refusal = effectRefusal(op, effect, programAs(role, facts, kind), ACCOUNT);
        expect(refusal === null, `${role} ${kind}`).toBe(right && tokenLets);
        // Whoever lacks the right hears of that first: a token’s bounds are told to those it could serve.
        if (refusal) expect(refusal.code).toBe(right ? 'token.not_allowed' : 'gateway.not_permitted');
      }
    }
  });
});
