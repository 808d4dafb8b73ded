import { asc } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { authenticate } from '@/lib/auth/authenticate';
import { bootstrapPeople } from '@/lib/auth/bootstrap';
import { joinDemo } from '@/lib/auth/members';
import { beginSession, createSession, endOwnSession, signOutSession } from '@/lib/auth/sessions';
import { hashOf } from '@/lib/auth/tokens';
import type { Store } from '@/lib/store/db';
import { auditEvent } from '@/lib/store/schema';
import { makeWorkspace, NOW, nowhere, openTestStore, ownerIn, PASSWORD } from './world';

let store: Store;
let ada: { workspaceId: string; personId: string };
beforeEach(async () => {
  store = await openTestStore();
  ada = await ownerIn(store);
  // What belongs to everybody is nobody's business.
  await makeWorkspace(store, 'demo');
  await joinDemo(store.db);
  await makeWorkspace(store, 'real');
  return () => store.close();
});

async function written() {
  const rows = await store.db.select().from(auditEvent).orderBy(asc(auditEvent.id));
  expect(new Set(rows.map((row) => row.workspaceId))).toEqual(new Set([ada.workspaceId]));
  return rows.map((row) => `${row.actorKind} ${row.actorName} ${row.sentence}: ${row.result}`);
}

const tries = (email: string, password: string) => authenticate(store.db, { email, password }, nowhere, NOW);

it('signing in and out are written once, in the workspaces of whose account it is', async () => {
  const begun = await beginSession(store.db, ada.personId, nowhere, NOW, 'with a password');
  await signOutSession(store.db, begun?.id ?? '', NOW);
  await signOutSession(store.db, begun?.id ?? '', NOW);
  expect(await written()).toEqual([
    'person Ada became an owner: done',
    'person Ada signed in with a password: done',
    'person Ada signed out: done',
  ]);
});

it('a session that its person ends somewhere else is written, and only theirs ends', async () => {
  const begun = await createSession(store.db, ada.personId, nowhere, NOW);
  const id = hashOf(begun?.id ?? '');
  expect(await endOwnSession(store.db, crypto.randomUUID(), id, NOW)).toBe(false);
  expect(await endOwnSession(store.db, ada.personId, id, NOW)).toBe(true);
  expect(await endOwnSession(store.db, ada.personId, id, NOW)).toBe(false);
  expect((await written()).slice(1)).toEqual(['person Ada ended a session of their own: done']);
});

it('a wrong password is written as somebody’s doing, where the person belongs; a stranger’s guess nowhere', async () => {
  await tries('Ada@Example.test', 'wrong');
  await tries('eve@example.test', 'wrong');
  await tries('ada@example.test', PASSWORD);
  expect(await written()).toEqual([
    'person Ada became an owner: done',
    'visitor Somebody tried to sign in as Ada with a wrong password: refused',
  ]);
});

it('once too many was tried, guesses write nothing more', async () => {
  for (let guess = 0; guess < 14; guess++) await tries('ada@example.test', 'wrong');
  expect((await written()).filter((line) => line.includes('tried to'))).toHaveLength(10);
});

it('an owner made or set again by the environment is written', async () => {
  const owner = { email: 'bob@example.test', password: PASSWORD, name: 'Bob', reset: false };
  const start = (over: Partial<typeof owner> = {}) =>
    bootstrapPeople(
      store.db,
      { url: 'http://127.0.0.1:3000', workspaceName: 'x', owner: { ...owner, ...over } },
      NOW,
    );
  await start();
  await start({ password: 'another password', reset: true });
  expect((await written()).slice(1)).toEqual([
    'person Bob became an owner: done',
    'person Bob got password and role again by GANTRY_OWNER_RESET: done',
  ]);
});
