import { expect, it } from 'vitest';
import { firstDraft, inputOf } from '@/components/agents/token-draft';

it('a new token only reads, sees the core, spends nothing and expires', () => {
  expect(inputOf({ ...firstDraft, name: 'bot' })).toEqual({
    ...{ name: 'bot', service: null, agentOnly: true, effects: ['reads'], toolsets: ['core'] },
    ...{ accounts: null, dayUsd: null, rentHourUsd: null, days: 90 },
  });
});

it('amounts travel as they were typed, and only for what spends', () => {
  const draft = { ...firstDraft, name: 'bot', day: '40', rentHour: 'a lot', days: '' };
  expect(inputOf(draft)).toMatchObject({ dayUsd: null, rentHourUsd: null, days: null });
  expect(inputOf({ ...draft, effects: ['spends'] })).toMatchObject({ dayUsd: '40', rentHourUsd: 'a lot' });
});
