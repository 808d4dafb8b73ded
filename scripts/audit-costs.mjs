/**
 * Checks Gantry's costs from outside: asks Vast.ai (or the emulator) for its charges day by day, adds them in whole
 * nano-dollars, and compares every day and the total with Gantry's costs.csv, by each grouping, to the last digit.
 * Written from Vast.ai's documentation; it shares no line with what it checks.
 *
 *   node scripts/audit-costs.mjs --url https://console.vast.ai --key KEY --gantry http://127.0.0.1:3000 \
 *     --email me@example.com --password … [--days 60] [--patience SECONDS]
 *
 * `--key` once for every account that the workspace links. It looks at the last closed days, and before that it waits
 * for up to `--patience` seconds until Gantry says that it has read them. Exits by 1 when a figure differs.
 */
import { parseArgs } from 'node:util';

const GROUPS = ['team', 'project', 'label', 'gpu', 'item', 'account'];
const DAY_S = 86_400;

const { values: given } = parseArgs({
  options: {
    url: { type: 'string' },
    key: { type: 'string', multiple: true },
    gantry: { type: 'string' },
    email: { type: 'string' },
    password: { type: 'string' },
    days: { type: 'string', default: '60' },
    patience: { type: 'string', default: '0' },
  },
});
for (const name of ['url', 'key', 'gantry', 'email', 'password']) {
  if (!given[name]) stop(2, `--${name} is missing`);
}

const until = Date.now() + Number(given.patience) * 1000;
const cookies = await signIn();
let differences = [];
let compared;
do {
  compared = await compare();
  differences = compared.differences;
} while (differences.length > 0 && Date.now() < until && (await pause(2_000)));

const { from, to, total } = compared;
if (differences.length > 0)
  stop(1, `${from} to ${to}: ${differences.length} figures differ\n${differences.join('\n')}`);
console.log(
  `${given.days} closed days, ${from} to ${to}, ${dollars(total)} dollars: equal by ${GROUPS.join(', ')}`,
);

async function compare() {
  const { first, last } = await closedDays();
  const theirs = new Map();
  for (let day = first; day <= last; day = dayAfter(day)) {
    let sum = 0n;
    for (const key of given.key) sum += await chargesOf(day, key);
    theirs.set(day, sum);
  }
  const total = add(theirs.values());
  const differences = [];
  for (const group of GROUPS) {
    const ours = await costsCsv(first, dayAfter(last), group);
    for (const day of new Set([...theirs.keys(), ...ours.keys()])) {
      const [there, here] = [theirs.get(day) ?? 0n, ours.get(day) ?? 0n];
      if (there !== here)
        differences.push(`${day} by ${group}: Vast.ai ${dollars(there)}, Gantry ${dollars(here)}`);
    }
    const sum = add(ours.values());
    if (sum !== total)
      differences.push(`total by ${group}: Vast.ai ${dollars(total)}, Gantry ${dollars(sum)}`);
  }
  return { from: first, to: last, total, differences };
}

/** The last days that are closed and read, by Gantry's own word for every account. */
async function closedDays() {
  for (;;) {
    const { accounts } = JSON.parse(
      await (await ask(`${given.gantry}/api/health`, { headers: cookies })).text(),
    );
    if (!accounts) stop(1, 'signed in, yet /api/health names no accounts');
    if (accounts.length !== given.key.length) {
      stop(1, `${accounts.length} accounts are linked and ${given.key.length} keys were given`);
    }
    const last = accounts.map((account) => account.closedThrough ?? '').sort()[0];
    const behind = accounts.filter((account) => !last || (account.syncedThrough ?? '') < last);
    if (behind.length === 0) return { first: dayAfter(last, 1 - Number(given.days)), last };
    if (Date.now() > until) stop(1, `not read yet: ${behind.map((account) => account.name).join(', ')}`);
    await pause(1_000);
  }
}

/** A day's charges: one UTC day in one query, first and last second included, every page of it. */
async function chargesOf(day, key) {
  const from = Date.parse(`${day}T00:00:00Z`) / 1000;
  const filters = JSON.stringify({ day: { gte: from, lte: from + DAY_S - 1 } });
  for (;;) {
    const amounts = new Map();
    let total;
    let token = null;
    let moved = false;
    do {
      const query = new URLSearchParams({ select_filters: filters, limit: '500', latest_first: 'false' });
      if (token !== null) query.set('after_token', token);
      const reply = await ask(`${given.url}/api/v0/charges/?${query}`, {
        headers: { authorization: `Bearer ${key}` },
      });
      const page = numbersAsText(await reply.text());
      if (page.success === 'false' || page.success === false)
        stop(1, `charges of ${day}: ${page.msg ?? page.error}`);
      total ??= page.total;
      moved ||= page.total !== total;
      for (const row of page.results) {
        moved ||= amounts.has(row.source);
        amounts.set(row.source, nano(row.amount));
      }
      token = page.next_token;
    } while (token);
    if (!moved && String(amounts.size) === total) return add(amounts.values());
  }
}

async function costsCsv(from, to, group) {
  const reply = await ask(`${given.gantry}/api/export/costs.csv?from=${from}&to=${to}&group=${group}`, {
    headers: cookies,
  });
  const [header, ...rows] = records(await reply.text());
  if (header?.join() !== `day,${group},cost_usd`)
    stop(1, `costs.csv by ${group} begins with ${header?.join()}`);
  const days = new Map();
  for (const [day, , cost] of rows) days.set(day, (days.get(day) ?? 0n) + nano(cost));
  return days;
}

/** The session's cookie, got as a browser gets it. */
async function signIn() {
  const first = await fetch(`${given.gantry}/api/auth/csrf`);
  const { csrfToken } = await first.json();
  const form = new URLSearchParams({ email: given.email, password: given.password, csrfToken });
  const answer = await fetch(`${given.gantry}/api/auth/callback/credentials`, {
    method: 'POST',
    body: form,
    headers: { cookie: jar(first) },
    redirect: 'manual',
  });
  const location = answer.headers.get('location') ?? '';
  if (location.includes('error=')) stop(1, `signing in failed: ${location}`);
  return { cookie: jar(first, answer) };
}

function jar(...answers) {
  const set = answers.flatMap((answer) => answer.headers.getSetCookie());
  const pairs = new Map(set.map((line) => line.split(';')[0].split(/=(.*)/s)));
  return [...pairs].map(([name, value]) => `${name}=${value}`).join('; ');
}

/** Asks again when told to wait; anything else that isn't 200 ends the audit. */
async function ask(url, init) {
  for (let tries = 0; ; tries++) {
    const reply = await fetch(url, { ...init, redirect: 'manual' });
    if (reply.status === 200) return reply;
    if (reply.status !== 429 || tries > 20)
      stop(1, `${url}: ${reply.status} ${(await reply.text()).slice(0, 300)}`);
    await pause(250 * (tries + 1));
  }
}

/** JSON with every number kept as its text: a parsed one would already be a float. */
function numbersAsText(json) {
  const quoted = json.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
  return JSON.parse(quoted);
}

/** Decimal text in whole nano-dollars; more than nine decimals would be lost, so they end the audit. */
function nano(text) {
  const found = /^(-?)(\d+)(?:\.(\d{1,9}))?$/.exec(text);
  if (!found) stop(1, `not an amount: ${text}`);
  const [, sign, whole, fraction = ''] = found;
  const value = BigInt(whole + fraction.padEnd(9, '0'));
  return sign ? -value : value;
}

function dollars(amount) {
  const digits = String(amount < 0n ? -amount : amount).padStart(10, '0');
  const text = `${digits.slice(0, -9)}.${digits.slice(-9)}`.replace(/\.?0+$/, '');
  return amount < 0n ? `-${text}` : text;
}

function add(amounts) {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}

function dayAfter(day, days = 1) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_S * 1000).toISOString().slice(0, 10);
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(() => resolve(true), ms));
}

/** RFC 4180 */
function records(text) {
  const rows = [[]];
  for (const [, field = '', end] of text.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/g)) {
    if (end === '' && field === '' && rows.at(-1).length === 0) break;
    rows.at(-1).push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    if (end !== ',') rows.push([]);
    if (end === '') break;
  }
  return rows.filter((row) => row.length > 0);
}

function stop(code, why) {
  console.error(why);
  process.exit(code);
}
