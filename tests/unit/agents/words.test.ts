import { expect, it } from 'vitest';
import {
  allowanceWords,
  approveWords,
  asCommand,
  asJson,
  mayWords,
  movedWords,
  outcomeOf,
  wantsWords,
} from '@/components/agents/words';
import { wantsTo } from '@/lib/policy/plan-words';
import type { PlanRow } from '@/lib/queries/agent-plans';

const now = Date.parse('2026-11-24T16:00:00Z');
const minutes = (n: number) => new Date(now + n * 60_000).toISOString();
const plan = (
  over: Partial<Omit<PlanRow, 'weight'>> = {},
  weight: Partial<PlanRow['weight']> = {},
): PlanRow => ({
  ...{ id: 'p', standing: 'waiting', operation: 'x', title: 'Rent offer', wants: 'rent 4× RTX 4090' },
  ...{ effect: 'spends', input: {}, accountId: 'a', accountName: 'main', contractId: null, teamName: null },
  ...{ tokenId: 't', tokenName: 'trainer-bot', askedBy: 'Ada', reason: null, beyond: 'why' },
  ...{
    weighedAt: minutes(0),
    createdAt: minutes(0),
    expiresAt: minutes(30),
    decidedBy: null,
    decidedAt: null,
  },
  ...over,
  weight: {
    ...{
      says: '',
      hourUsd: '1.6',
      onceUsd: null,
      toEndUsd: '19.2',
      endsAt: minutes(720),
      lost: [],
      state: {},
    },
    ...weight,
  },
});

it('says what it would do, for how long, and on the button what that can cost at most', () => {
  expect(wantsWords(plan())).toBe('rent 4× RTX 4090 for 12 hours');
  expect(wantsWords(plan({ contractId: 7, wants: 'change bid llama' }))).toBe('change bid llama');
  expect(approveWords(plan())).toBe('Approve, at most $19.20');
  expect(approveWords(plan({}, { onceUsd: '0.8' }))).toBe('Approve, at most $20.00');
  expect(approveWords(plan({}, { toEndUsd: null, endsAt: null }))).toBe('Approve, $1.600 an hour');
  expect(approveWords(plan({ effect: 'destroys' }))).toBe('Approve, and lose it');
});

it('names what it is about by its label, or by its number', () => {
  const state = { label: 'llama-ft-12' };
  expect(wantsTo('Destroy instance', { contractId: 7, weight: { state } })).toBe(
    'destroy instance llama-ft-12',
  );
  expect(wantsTo('Destroy instance', { contractId: 7, weight: { state: { label: '' } } })).toBe(
    'destroy instance 7',
  );
  expect(wantsTo('Make API key', { contractId: null, weight: { state: {} } })).toBe('make API key');
});

it('says what moved, prices as money, and nothing when nothing did', () => {
  expect(movedWords({ 'price per hour': '0.4' }, { 'price per hour': '0.52' })).toBe(
    'price per hour was $0.4000 and is $0.5200 now',
  );
  expect(movedWords({ label: 'a' }, { label: 'a' })).toBe('');
});

it.each([
  ['ready', 'Ada', 'Approved by Ada; it may run once until 16:30'],
  ['refused', 'Ada', 'Refused by Ada 15:59'],
  ['used', 'Ada', 'Run once approved by Ada 15:59'],
  ['expired', 'Ada', 'Expired 16:30; approved by Ada, and never run'],
  ['expired', null, 'Expired 16:30; nobody decided'],
] as const)('says what became of one that is %s, decided by %s', (standing, decidedBy, said) => {
  const { word, says } = outcomeOf(
    plan({ standing, decidedBy, decidedAt: decidedBy && minutes(-1) }),
    now,
    'UTC',
  );
  expect(`${word} ${says}`).toBe(said);
});

it('a token’s scope and allowance in words', () => {
  expect(mayWords({ effects: ['reads'], operations: null, toolsets: ['core'] })).toBe('only read');
  expect(mayWords({ effects: ['reads', 'writes', 'spends'], operations: ['a'], toolsets: ['storage'] })).toBe(
    'read, change, and spend: storage',
  );
  expect(mayWords({ effects: ['reads'], operations: ['a'], toolsets: ['all'] })).toBe(
    'only read: 1 operation',
  );
  expect(allowanceWords({ effects: ['reads', 'spends'], dayUsd: '40', rentHourUsd: '2' })).toBe(
    '$40.00 a day, $2.00 an hour each',
  );
  expect(allowanceWords({ effects: ['reads', 'spends'], dayUsd: null, rentHourUsd: null })).toBe(
    'none of its own',
  );
  expect(allowanceWords({ effects: ['reads'], dayUsd: null, rentHourUsd: null })).toBe('spends nothing');
});

it('an agent connects by what is copied', () => {
  const url = 'https://gantry.test/api/mcp';
  expect(asCommand(url, 'gantry_x')).toBe(
    'claude mcp add --transport http gantry https://gantry.test/api/mcp --header "Authorization: Bearer gantry_x"',
  );
  expect(JSON.parse(asJson(url, 'gantry_x'))).toEqual({
    mcpServers: { gantry: { type: 'http', url, headers: { Authorization: 'Bearer gantry_x' } } },
  });
});
