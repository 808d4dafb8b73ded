import { beforeEach, describe, expect, it } from 'vitest';
import { RESETS_MAX, takeAttempt, WINDOW_MS } from '@/lib/auth/attempts';
import { authenticate } from '@/lib/auth/authenticate';
import { seatMember } from '@/lib/auth/members';
import * as problems from '@/lib/auth/problems';
import { changePassword, findReset, forgetResets, issueReset, RESET_MS, spendReset } from '@/lib/auth/resets';
import { createSession, findSession } from '@/lib/auth/sessions';
import { hashOf } from '@/lib/auth/tokens';
import { endMemberSession, makeResetLink } from '@/lib/gateway/access';
import * as refusals from '@/lib/gateway/problems';
import type { GatewayPorts } from '@/lib/gateway/types';
import { ownersOnly } from '@/lib/policy/members';
import { openStore, type Store } from '@/lib/store/db';
import { passwordReset, person, workspace } from '@/lib/store/schema';
import type { Result } from '@/lib/vast/problem';
import { testDatabase } from '@/tests/support/database';
import { audited, join, PASSWORD, type PersonActor } from '@/tests/support/members';

const nowhere = { address: '203.0.113.7', agent: 'test' };
const OTHER = 'another good password';
let at: Date;
let store: Store;
let ports: GatewayPorts;
let workspaceId: string;
let owner: PersonActor;
let admin: PersonActor;
let eve: PersonActor;

beforeEach(async () => {
  at = new Date('2026-11-24T12:00:00Z');
  store = openStore((await testDatabase()).url);
  ports = { db: store.db, now: () => at } as GatewayPorts;
  workspaceId = await newWorkspace();
  owner = await join(store.db, workspaceId, 'Ada', 'owner');
  admin = await join(store.db, workspaceId, 'Grace', 'admin');
  eve = await join(store.db, workspaceId, 'Eve', 'viewer');
  return () => store.close();
});

async function newWorkspace(kind: 'real' | 'demo' = 'real'): Promise<string> {
  const [made] = await store.db.insert(workspace).values({ name: 'Northwind AI', kind }).returning();
  return made?.id ?? '';
}

const codeOf = (result: Result<unknown>): string => (result.ok ? 'done' : result.problem.code);
const signsIn = async (password: string) =>
  (await authenticate(store.db, { email: 'eve@example.test', password }, nowhere, at)).ok;
const session = async (personId: string) => (await createSession(store.db, personId, nowhere, at))?.id ?? '';
const lives = async (id: string) => (await findSession(store.db, id, at)) !== undefined;

describe('a reset link', () => {
  it('works once, sets the password, ends every session and every other link', async () => {
    const open = [await session(eve.personId), await session(eve.personId)];
    const others = await session(admin.personId);
    const first = await issueReset(store.db, eve.personId, null, at);
    const second = await issueReset(store.db, eve.personId, null, at);
    expect(await findReset(store.db, first, at)).toEqual({
      ok: true,
      value: { name: 'Eve', email: 'eve@example.test' },
    });
    expect(codeOf(await spendReset(store.db, first, 'short', at))).toBe(problems.passwordUnfit.code);
    const uses = await Promise.all([1, 2, 3].map(() => spendReset(store.db, first, OTHER, at)));
    expect(uses.filter(({ ok }) => ok)).toHaveLength(1);
    expect([await signsIn(PASSWORD), await signsIn(OTHER)]).toEqual([false, true]);
    expect(await Promise.all([...open, others].map(lives))).toEqual([false, false, true]);
    expect(codeOf(await spendReset(store.db, second, PASSWORD, at))).toBe(problems.resetLinkSpent.code);
    expect(await audited(store.db, workspaceId, 'password.changed')).toEqual([
      'Eve set a new password by a reset link',
    ]);
  });

  it('ends after an hour, and what opens it isn’t in the database', async () => {
    const token = await issueReset(store.db, eve.personId, null, at);
    expect(JSON.stringify(await store.db.select().from(passwordReset))).not.toContain(token);
    expect(codeOf(await findReset(store.db, hashOf(token), at))).toBe(problems.resetLinkSpent.code);
    at = new Date(at.getTime() + RESET_MS);
    expect(codeOf(await spendReset(store.db, token, OTHER, at))).toBe(problems.resetLinkSpent.code);
    await forgetResets(store.db, at);
    expect(await store.db.select().from(passwordReset)).toEqual([]);
  });

  it('lets in whoever had guessed too often', async () => {
    for (let guess = 0; guess < 12; guess++) await signsIn('wrong');
    expect(await signsIn(PASSWORD)).toBe(false);
    await spendReset(store.db, await issueReset(store.db, eve.personId, null, at), OTHER, at);
    expect(await signsIn(OTHER)).toBe(true);
  });
});

describe('asking for one', () => {
  it('is counted by e-mail and address, apart from signing in', async () => {
    const asks = (email: string) =>
      takeAttempt(store.db, { email, address: '203.0.113.9', door: 'reset' }, at);
    for (let n = 0; n < RESETS_MAX.account; n++)
      expect(await asks('eve@example.test')).toEqual({ waitMs: 0 });
    expect(await asks('eve@example.test')).toEqual({ waitMs: WINDOW_MS });
    expect(await signsIn(PASSWORD)).toBe(true);
    for (let n = RESETS_MAX.account + 1; n < RESETS_MAX.address; n++) await asks(`${n}@example.test`);
    expect((await asks('bob@example.test')).waitMs).toBe(WINDOW_MS);
  });
});

describe('a reset link made by the team', () => {
  it('is made by whoever manages members, for an owner by an owner, and written down', async () => {
    const made = await makeResetLink(ports, admin, eve.personId);
    if (!made.ok) throw new Error(made.problem.say);
    expect(codeOf(await spendReset(store.db, made.value.token, OTHER, at))).toBe('done');
    expect(codeOf(await makeResetLink(ports, eve, admin.personId))).toBe(refusals.notPermitted.code);
    expect(codeOf(await makeResetLink(ports, admin, owner.personId))).toBe(ownersOnly.code);
    expect(codeOf(await makeResetLink(ports, owner, admin.personId))).toBe('done');
    expect(codeOf(await makeResetLink(ports, owner, owner.personId))).toBe(refusals.ownPassword.code);
    expect(await audited(store.db, workspaceId, 'password.link_made')).toEqual([
      'Grace made a reset link for Eve',
      'Ada made a reset link for Grace',
    ]);
  });

  it('opens no workspace that its maker doesn’t manage', async () => {
    // Eve is a viewer here, and an owner elsewhere.
    const elsewhere = await newWorkspace();
    await seatMember(store.db, { workspaceId: elsewhere, personId: eve.personId, role: 'owner' });
    const ask = async (by: PersonActor) => codeOf(await makeResetLink(ports, by, eve.personId));
    expect(await ask(owner)).toBe(refusals.resetOpensMore.code);
    await seatMember(store.db, { workspaceId: elsewhere, personId: owner.personId, role: 'admin' });
    expect(await ask(owner)).toBe(refusals.resetOpensMore.code);
    await seatMember(store.db, { workspaceId: elsewhere, personId: owner.personId, role: 'owner' });
    expect(await ask(owner)).toBe('done');
  });

  it('isn’t made for who has no password, or from the demo', async () => {
    await store.db.update(person).set({ passwordHash: null });
    expect(codeOf(await makeResetLink(ports, owner, eve.personId))).toBe(problems.noPassword.code);
    const there = { ...owner, workspaceId: await newWorkspace('demo') };
    await seatMember(store.db, { ...there, role: 'owner' });
    await seatMember(store.db, { ...there, personId: eve.personId, role: 'viewer' });
    expect(codeOf(await makeResetLink(ports, there, eve.personId))).toBe(refusals.peopleOfDemo.code);
  });
});

describe('a member’s session', () => {
  it('is ended by whoever manages members; an owner’s by an owner', async () => {
    const theirs = await session(eve.personId);
    const owners = await session(owner.personId);
    const end = async (by: PersonActor, personId: string, id: string) =>
      codeOf(await endMemberSession(ports, by, { personId, sessionId: hashOf(id) }));
    expect(await end(eve, admin.personId, theirs)).toBe(refusals.notPermitted.code);
    expect(await end(admin, owner.personId, owners)).toBe(ownersOnly.code);
    // Of one person, by the name of another.
    expect(await end(admin, admin.personId, owners)).toBe(refusals.sessionOver.code);
    expect(await end(admin, eve.personId, theirs)).toBe('done');
    expect([await lives(theirs), await lives(owners)]).toEqual([false, true]);
    expect(await audited(store.db, workspaceId, 'session.ended')).toEqual(['Grace ended a session of Eve']);
  });
});

describe('changing one’s password', () => {
  it('asks for the present one, and ends the other sessions', async () => {
    const here = await session(eve.personId);
    const there = await session(eve.personId);
    const change = async (current: string, next: string) =>
      codeOf(
        await changePassword(
          store.db,
          { personId: eve.personId, current, next, sessionId: here },
          nowhere,
          at,
        ),
      );
    expect(await change('wrong', OTHER)).toBe(problems.wrongPassword.code);
    expect(await change(PASSWORD, 'short')).toBe(problems.passwordUnfit.code);
    expect(await change(PASSWORD, OTHER)).toBe('done');
    expect([await lives(here), await lives(there)]).toEqual([true, false]);
    expect([await signsIn(PASSWORD), await signsIn(OTHER)]).toEqual([false, true]);
    for (let guess = 0; guess < 10; guess++) await change('wrong', PASSWORD);
    expect(await change(OTHER, PASSWORD)).toBe(problems.tooManyAttempts.code);
    expect(await audited(store.db, workspaceId, 'password.changed')).toEqual(['Eve changed their password']);
  });
});
