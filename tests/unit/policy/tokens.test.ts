import { describe, expect, it } from 'vitest';
import { EFFECTS, type TokenFacts, tokenAllows, tokenObjection, tokenState } from '@/lib/policy/tokens';
import { operationByName, operations } from '@/lib/vast/operations';

const all: TokenFacts = {
  ...{ id: 't', name: 'ci', operations: null, effects: EFFECTS, accounts: null },
  ...{ dayUsd: null, rentHourUsd: null },
};

describe('what a token allows', () => {
  it.each([...operationByName.values()])(
    '$name: only what is named, of the effect and at the account',
    (op) => {
      for (const effect of EFFECTS) {
        expect(tokenAllows(all, op, effect, 'a')).toBe(true);
        expect(tokenAllows({ ...all, operations: [op.name] }, op, effect, 'a')).toBe(true);
        expect(tokenObjection({ ...all, operations: ['another'] }, op, effect, 'a')).toBe('operation');
        expect(tokenObjection({ ...all, operations: [] }, op, effect, 'a')).toBe('operation');
        expect(tokenObjection({ ...all, accounts: ['b'] }, op, effect, 'a')).toBe('account');
        expect(tokenObjection({ ...all, effects: ['reads'] }, op, effect, 'a')).toBe(
          effect === 'reads' ? null : 'effect',
        );
      }
    },
  );

  it('asks for no account where none is named yet', () => {
    expect(tokenAllows({ ...all, accounts: [] }, operations.listInstances, 'reads')).toBe(true);
  });
});

it('ends at its moment, and at once when it is revoked', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  const at = (ms: number) => new Date(now.getTime() + ms);
  expect(tokenState({ revokedAt: null, expiresAt: null }, now)).toBe('live');
  expect(tokenState({ revokedAt: null, expiresAt: at(1) }, now)).toBe('live');
  expect(tokenState({ revokedAt: null, expiresAt: at(0) }, now)).toBe('expired');
  expect(tokenState({ revokedAt: at(-1), expiresAt: at(1) }, now)).toBe('revoked');
});
