import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { needWords } from '@/components/overview/need-words';
import type { Need } from '@/lib/queries/needs-you';

const now = Date.parse('2026-11-23T15:52:00Z');
const hours = (n: number) => now + n * 3_600_000;
const need = (over: Partial<Need>): Need => ({
  id: 'i',
  kind: 'idle',
  count: 1,
  what: 'vision-ft-03',
  gpus: { name: 'RTX 5090', count: 2 },
  atMs: hours(-6),
  hourUsd: '1.44',
  afterHourUsd: '0.0121',
  quote: null,
  act: null,
  remedy: { do: 'go', href: '/instances' },
  ...over,
});
const say = (over: Partial<Need>) => {
  const { title, says, button } = needWords(need(over), now, 'Europe/Stockholm');
  const text = renderToStaticMarkup(title).replace(/<[^>]+>/g, '');
  return `${text} | ${says} | ${button}`;
};

it('an idle instance is said with its GPUs, since when, both prices, and what the button does', () => {
  expect(say({ remedy: { do: 'stop', accountId: 'a', contractId: 1 } })).toBe(
    'Two GPUs idle for 6 h in vision-ft-03 | Below 5 % since 10:52. Costs $1.44 an hour; stopped, its disk costs $0.012 an hour. | Stop it',
  );
});

it('an outbid one names the bid that wins, on the button too', () => {
  expect(
    say({
      kind: 'outbid',
      atMs: hours(-38 / 60),
      hourUsd: '0.03',
      remedy: { do: 'raise', accountId: 'a', contractId: 1, hourUsd: '0.213' },
    }),
  ).toBe(
    'vision-ft-03 was outbid 38 min ago | The lowest winning bid is now $0.213 an hour. Its disk costs $0.03 an hour meanwhile. | Raise to $0.213',
  );
});

it('credit says when, at which burn, and what happens then', () => {
  expect(
    say({
      kind: 'credit',
      what: 'main',
      atMs: hours(50),
      remedy: { do: 'go', href: 'https://cloud.vast.ai/billing/' },
    }),
  ).toBe(
    'The credit of main runs out Wed 18:52 | At $1.44 an hour. Vast.ai stops the instances then; disks are billed on. | Top up',
  );
});

it('an end that is set is said with the day it would be', () => {
  expect(
    say({
      kind: 'endless',
      atMs: null,
      hourUsd: '7.88',
      remedy: { do: 'end', accountId: 'a', contractId: 1, endsMs: hours(72.14) },
    }),
  ).toBe(
    'vision-ft-03 has no end set | $7.88 an hour, $189.12 a day, until somebody stops it. | End it Thu 17:00',
  );
});

it('many alike are one sentence with their sum', () => {
  expect(say({ kind: 'idle', count: 31, hourUsd: '22.1', atMs: null })).toBe(
    '31 instances are idle | Together $22.10 an hour; the dearest is vision-ft-03. | See all 31',
  );
});

it('an act without an answer is not to be repeated', () => {
  expect(
    say({ kind: 'unknown', act: 'rent', what: '4× RTX 4090 as llama', atMs: now - 38_000, hourUsd: '1.6' }),
  ).toBe(
    'Renting 4× RTX 4090 as llama: the answer got lost | 38 s ago. Gantry is looking up what happened; don’t repeat it. $1.60 an hour stays reserved. | See instances',
  );
});
