/** Both directions: our client understands the emulator, and the emulator's raw replies are the documented ones. */
import { expect, it } from 'vitest';
import { differences, untold } from './differences';
import { factsOf } from './facts';
import { replyDifferences } from './reply';
import { rounds } from './rounds';

/** Who asks and how often is refused alike everywhere (docs/vast.md); what is asked, by each operation in its own way. */
const ALIKE = new Set([401, 403, 429, 500]);

it.each([...rounds.values()].map((round) => [round.name, round] as const))('%s', async (name, round) => {
  const { statuses, reply } = factsOf(name);
  const { raw, refused } = await round.play();
  for (const { wanted, got } of refused)
    expect(`${got.status} ${JSON.stringify(got.body)}`).toMatch(`${wanted} `);

  const seen = [raw.status, ...refused.map(({ got }) => got.status)];
  const undocumented = statuses.length === 0 ? [] : seen.filter((status) => !statuses.includes(status));
  const untried = statuses.filter((status) => status > 200 && !ALIKE.has(status) && !seen.includes(status));
  const found = [
    ...undocumented.map((status) => `status ${status} is not documented`),
    ...untried.map((status) => `status ${status} is not tried`),
    ...replyDifferences(reply, [raw.body]),
  ];
  const rest = untold(found, differences[name]?.reply);
  expect(rest, rest).toBe('');
});
