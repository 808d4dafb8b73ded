/**
 * Every route, screen and action x five roles x own team, other team, no team, other workspace, signed out: asked for
 * directly, as a program would that looks for a gap, and held against tests/matrix/table.ts.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { SESSION_COOKIE } from '@/lib/auth/cookie';
import type { Role } from '@/lib/policy/roles';
import { type Company, found } from '../matrix/company';
import { nameAt } from '../matrix/places';
import {
  ACTIONS,
  type ActionRow,
  BY_OWN_RULE,
  holds,
  OPEN_TO_ALL,
  OUTSIDE,
  PLACES,
  type Place,
  ROLES,
  ROUTES,
  type Row,
  SCREENS,
  seesPlace,
} from '../matrix/table';
import { expect, test } from '../support/browser';

type Who = Role | 'stranger';
type Verdict = 'allowed' | 'refused' | 'not found' | 'signed out';

const base = process.env.GANTRY_E2E_URL ?? '';
const EVERYBODY: Who[] = [...ROLES, 'stranger'];
let company: Company;
test.beforeAll(async () => {
  company = await found(process.env.GANTRY_E2E_DATA_DIR ?? '');
});

const headersOf = (who: Who): Record<string, string> =>
  who === 'stranger' ? {} : { cookie: `${SESSION_COOKIE}=${company.sessions[who]}` };

async function ask(
  path: string,
  who: Who,
  init: RequestInit = {},
): Promise<{ status: number; text: string }> {
  const stop = new AbortController();
  const headers = { ...headersOf(who), ...(init.headers as Record<string, string>) };
  const response = await fetch(base + path, { ...init, headers, redirect: 'manual', signal: stop.signal });
  // A stream of events has no end to wait for.
  const streams = response.headers.get('content-type')?.includes('event-stream') ?? false;
  const text = streams ? '' : await response.text();
  if (streams) stop.abort();
  return { status: response.status, text: `${text} ${response.headers.get('location') ?? ''}` };
}

const wanted = (
  who: Who,
  needs: Row['needs'],
  place: Place | undefined,
  found: 'not found' | 'refused',
): Verdict => {
  if (who === 'stranger') return 'signed out';
  if (!holds(who, needs)) return found;
  return place === undefined || seesPlace(who, place) ? 'allowed' : 'not found';
};

const placesOf = (of: unknown): (Place | undefined)[] =>
  typeof of === 'function' ? [...PLACES] : [undefined];
const pathOf = ({ path }: Row, place: Place | undefined): string =>
  typeof path === 'string' ? path : path(company.targets[place ?? 'own']);

/** Asks for a row as everybody, of each place, and returns what came out otherwise than it should. */
async function gaps(
  of: unknown,
  verdictOf: (who: Who, place: Place | undefined) => Promise<Verdict>,
  should: (who: Who, place: Place | undefined) => Verdict,
): Promise<string[]> {
  const found: string[] = [];
  for (const who of EVERYBODY) {
    for (const place of placesOf(of)) {
      const verdict = await verdictOf(who, place);
      if (verdict !== should(who, place)) found.push(`${who}, ${place ?? 'any'}: ${verdict}`);
    }
  }
  return found;
}

for (const [file, row] of Object.entries(ROUTES)) {
  test(`${file} answers whom it should`, async () => {
    const found = await gaps(
      row.path,
      async (who, place) => {
        const init = row.body === undefined ? {} : { method: 'POST', body: JSON.stringify(row.body) };
        const json = { 'content-type': 'application/json' };
        const { status } = await ask(pathOf(row, place), who, {
          ...init,
          ...(row.body ? { headers: json } : {}),
        });
        if (status === 401) return 'signed out';
        if (status === 403) return 'refused';
        return status === 404 && place !== undefined ? 'not found' : 'allowed';
      },
      (who, place) => wanted(who, row.needs, place, 'refused'),
    );
    expect(found).toEqual([]);
  });
}

for (const [file, row] of Object.entries(SCREENS)) {
  test(`${file} is there for whom it should`, async () => {
    const found = await gaps(
      row.path,
      async (who, place) => {
        const { status, text } = await ask(pathOf(row, place), who);
        if (status === 307 && text.includes('/sign-in')) return 'signed out';
        if (status === 404) return 'not found';
        if (place === undefined) return 'allowed';
        const { accountId, contractId } = company.targets[place];
        // Below a skeleton the answer is 200 either way; what counts is what it shows or leads to.
        const shown = text.includes(nameAt(place)) || text.includes(`/instances/${accountId}/${contractId};`);
        return shown ? 'allowed' : 'not found';
      },
      (who, place) => wanted(who, row.needs, place, 'not found'),
    );
    expect(found).toEqual([]);
  });
}

for (const [name, row] of Object.entries(ACTIONS)) {
  test(`${name} is done for whom it should`, async () => {
    const found = await gaps(
      row.input,
      (who, place) => verdictOfAction(name, row, who, place),
      (who, place) => wanted(who, row.needs, place, 'refused'),
    );
    expect(found).toEqual([]);
  });
}

async function verdictOfAction(
  name: string,
  { input, refusedBy = 'auth' }: ActionRow,
  who: Who,
  place: Place | undefined,
): Promise<Verdict> {
  const given = typeof input === 'function' ? input(company.targets[place ?? 'own']) : input;
  const { status, text } = await ask('/settings', who, {
    method: 'POST',
    headers: { 'next-action': idOf(name), 'content-type': 'text/plain;charset=UTF-8', origin: base },
    body: JSON.stringify([given]),
  });
  if (status === 307 || status === 401 || text.includes('auth.signed_out')) return 'signed out';
  // Each layer refuses by itself: what only the gateway stopped got past the action's own check.
  if (text.includes(`"code":"${refusedBy}.not_permitted"`)) return 'refused';
  if (text.includes('gateway.instance_not_found')) return 'not found';
  if (!/"ok":(true|false)|"code":|validationErrors/.test(text)) throw new Error(`${name}: ${status} ${text}`);
  return 'allowed';
}

interface Manifest {
  node: Record<string, { filename: string; exportedName: string; workers: Record<string, unknown> }>;
}
/** Read late: the build comes after this file is loaded. */
function actionsBuilt() {
  const text = readFileSync('.next/server/server-reference-manifest.json', 'utf8');
  const { node } = JSON.parse(text) as Manifest;
  return Object.entries(node).filter(([, { filename }]) => filename.startsWith('lib/surfaces/actions/'));
}

function idOf(name: string): string {
  const [id] = actionsBuilt().find(([, { exportedName }]) => exportedName === name) ?? [];
  if (!id) throw new Error(`${name} is in no page`);
  return id;
}

test('the table knows every route, every screen and every action', () => {
  const files = execFileSync('git', ['ls-files', 'app'], { encoding: 'utf8' }).split('\n');
  const inside = files.filter(
    (file) =>
      /\/(route|page)\.tsx?$/.test(file) &&
      !OUTSIDE.test(file) &&
      ![...OPEN_TO_ALL, ...BY_OWN_RULE].includes(file),
  );
  expect(inside.filter((file) => !(file in ROUTES) && !(file in SCREENS))).toEqual([]);
  const names = actionsBuilt().map(([, { exportedName }]) => exportedName);
  // The rail's form answers with a page; everything else is safe to ask.
  expect(names.filter((name) => !(name in ACTIONS) && name !== 'chooseWorkspace')).toEqual([]);
});
