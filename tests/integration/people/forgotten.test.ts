import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { RESETS_MAX } from '@/lib/auth/attempts';
import { emailUnfit, tooManyResets } from '@/lib/auth/problems';
import { findReset } from '@/lib/auth/resets';
import { createPost } from '@/lib/mail';
import { openStore, type Store } from '@/lib/store/db';
import { passwordReset, person, workspace } from '@/lib/store/schema';
import { askForPassword } from '@/lib/surfaces/forgotten';
import { mailAway, mailOff } from '@/lib/surfaces/problems';
import type { Result } from '@/lib/vast/problem';
import { testDatabase } from '@/tests/support/database';
import { type LetterBox, linkIn, openLetterBox } from '@/tests/support/letter-box';
import { audited, join, newPerson } from '@/tests/support/members';

const NOW = new Date('2026-11-24T12:00:00Z');
const URL = 'http://127.0.0.1:3000';
const FROM = 'Gantry <gantry@example.test>';
let store: Store;
let box: LetterBox;
let workspaceId: string;
let waiting: (() => Promise<void>)[];

beforeEach(async () => {
  store = openStore((await testDatabase()).url);
  box = await openLetterBox();
  waiting = [];
  const [made] = await store.db.insert(workspace).values({ name: 'Northwind AI', kind: 'real' }).returning();
  workspaceId = made?.id ?? '';
  await join(store.db, workspaceId, 'Eve', 'viewer');
  return async () => {
    await box.close();
    await store.close();
  };
});

const later = (work: () => Promise<void>) => void waiting.push(work);
const ask = (email: string, url = box.url, address = '203.0.113.7') =>
  askForPassword(
    { db: store.db, post: createPost({ url, from: FROM }), url: URL, later },
    email,
    { address, agent: 'test' },
    NOW,
  );
const rest = async () => {
  for (const work of waiting.splice(0)) await work();
};
const codeOf = (result: Result<unknown>): string => (result.ok ? 'done' : result.problem.code);

describe('asking for a new password', () => {
  it('is answered alike for everybody, before anybody is looked up', async () => {
    await newPerson(store.db, 'Bob'); // a member of nothing
    await join(store.db, workspaceId, 'Sam', 'viewer');
    await store.db.update(person).set({ passwordHash: null }).where(eq(person.name, 'Sam'));
    const asked = ['Eve@example.test ', 'bob@example.test', 'sam@example.test', 'nobody@example.test'];
    const answers = await Promise.all(asked.map((email) => ask(email)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"ok":true}']));
    expect(await store.db.select().from(passwordReset)).toEqual([]);
    expect(box.letters).toEqual([]);
    expect(waiting).toHaveLength(asked.length);

    await rest();
    expect(box.letters).toHaveLength(2);
    const token = linkIn(await box.newest('eve@example.test')).replace(`${URL}/reset/`, '');
    expect(await findReset(store.db, token, NOW)).toMatchObject({ ok: true, value: { name: 'Eve' } });
    expect(await box.newest('sam@example.test')).toContain('single sign-on');
    expect(await store.db.select().from(passwordReset)).toHaveLength(1);
    expect(await audited(store.db, workspaceId)).toEqual([
      'Somebody asked for a new password for Eve',
      'Somebody asked for a new password for Sam',
    ]);
  });

  it('is limited by e-mail and by address, whoever is known', async () => {
    for (let n = 0; n < RESETS_MAX.account; n++) expect(codeOf(await ask('eve@example.test'))).toBe('done');
    for (let n = 0; n < RESETS_MAX.account; n++)
      expect(codeOf(await ask('nobody@example.test'))).toBe('done');
    expect(codeOf(await ask('eve@example.test', box.url, '203.0.113.8'))).toBe(tooManyResets.code);
    expect(codeOf(await ask('nobody@example.test', box.url, '203.0.113.8'))).toBe(tooManyResets.code);
    expect(codeOf(await ask('not an e-mail'))).toBe(emailUnfit.code);
    await rest();
    expect(box.letters).toHaveLength(RESETS_MAX.account);
  });

  it('says to everybody that the mail server is away, or that there is none', async () => {
    const gone = await openLetterBox();
    await gone.close();
    expect(codeOf(await ask('eve@example.test', gone.url))).toBe(mailAway.code);
    expect(codeOf(await ask('nobody@example.test', gone.url))).toBe(mailAway.code);
    const office = { db: store.db, post: undefined, url: URL, later };
    const off = await askForPassword(office, 'eve@example.test', { address: null, agent: null }, NOW);
    expect(codeOf(off)).toBe(mailOff.code);
    expect(waiting).toEqual([]);
  });

  it('writes down for the team what was never sent', async () => {
    const picky = await openLetterBox({ onRcptTo: (_address, _session, done) => done(new Error('nobody')) });
    expect(codeOf(await ask('eve@example.test', picky.url))).toBe('done');
    await rest();
    expect(await audited(store.db, workspaceId, 'password.unsent')).toEqual([
      'Somebody was sent no link to a new password for Eve. The mail wasn’t sent: the mail server refuses the address.: refused',
    ]);
    await picky.close();
  });
});
