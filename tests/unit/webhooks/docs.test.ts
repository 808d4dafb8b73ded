import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { EVENT_TYPES, events } from '@/lib/policy/events';
import { signedHeaders } from '@/lib/webhooks/signature';

const root = resolve(import.meta.dirname, '../../..');
const page = readFileSync(join(root, 'docs/webhooks.md'), 'utf8');
const example = (language: string): string => {
  const [, code = ''] = page.match(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``)) ?? [];
  return code;
};

const folder = mkdtempSync(join(tmpdir(), 'gantry-verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Given {
  secret: string;
  headers: Record<string, string>;
  body: string;
  now: number;
}

/** What the page's example says of each: the event's id, or why it is none. */
type Verifier = (given: readonly Given[]) => string[];

const inTypeScript: Verifier = (given) => {
  const file = join(folder, 'verify.ts');
  const asked = JSON.stringify(given);
  writeFileSync(
    file,
    `${example('ts')}
const said = (${asked}).map(({ secret, headers, body, now }) => {
  try { return eventIn(secret, headers, body, now * 1000).id; } catch (error) { return (error as Error).message; }
});
console.log(JSON.stringify(said));`,
  );
  return JSON.parse(
    execFileSync(process.execPath, ['--import', 'tsx', file], { cwd: root, encoding: 'utf8' }),
  );
};

const inPython: Verifier = (given) => {
  const file = join(folder, 'verify.py');
  writeFileSync(
    file,
    `${example('python')}
import sys
def say(given):
    try: return event_in(given["secret"], given["headers"], given["body"], given["now"])["id"]
    except ValueError as error: return str(error)
print(json.dumps([say(each) for each in json.load(sys.stdin)]))`,
  );
  return JSON.parse(execFileSync('python3', [file], { input: JSON.stringify(given), encoding: 'utf8' }));
};

const [secret, other] = [7, 8].map((byte) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`) as [
  string,
  string,
];
const at = new Date('2026-11-24T12:00:00Z');
const now = at.getTime() / 1000;
const body = JSON.stringify({ id: 'evt_1', type: 'instance.outbid', data: { label: 'Zoë’s “run”' } });
const headers = { ...signedHeaders([secret], { id: 'evt_1', at, body }) };

describe('the page on webhooks', () => {
  it.each([
    ['TypeScript', inTypeScript],
    ['Python', inPython],
  ])('verifies in %s what Gantry signs, and nothing else', (_, verify) => {
    const rotated = { ...signedHeaders([other, secret], { id: 'evt_1', at, body }) };
    const good = { secret, headers, body, now };
    expect(
      verify([
        good,
        { ...good, headers: rotated },
        { ...good, now: now + 301 },
        { ...good, secret: other },
        { ...good, body: body.replace('outbid', 'expired') },
        { ...good, headers: { ...headers, 'webhook-id': 'evt_2' } },
        { ...good, headers: { ...headers, 'webhook-timestamp': String(now + 1) } },
      ]),
    ).toEqual([
      ...['evt_1', 'evt_1', 'not just now'],
      ...['not from Gantry', 'not from Gantry', 'not from Gantry', 'not from Gantry'],
    ]);
  });

  it('names every event with what it means', () => {
    const table = page.replaceAll(/ +\|/g, ' |');
    for (const type of EVENT_TYPES) expect(table).toContain(`| \`${type}\` | ${events[type]} |`);
  });
});
