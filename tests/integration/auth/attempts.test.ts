import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attemptSucceeded, FAILURES_MAX, forgetAttempts, takeAttempt, WINDOW_MS } from '@/lib/auth/attempts';
import { authenticate } from '@/lib/auth/authenticate';
import type { Store } from '@/lib/store/db';
import { membership, signInAttempt } from '@/lib/store/schema';
import { later, NOW, nowhere, openTestStore, ownerIn, PASSWORD } from './world';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
  await ownerIn(store);
});
afterAll(() => store.close());
beforeEach(() => store.db.delete(signInAttempt));

const ada = { email: 'ada@example.test', address: '203.0.113.7' };
const take = (at = NOW, who = ada) => takeAttempt(store.db, who, at);

describe('attempts to sign in', () => {
  it('of one e-mail are refused after ten failures, until the quarter of an hour is over', async () => {
    for (let i = 0; i < FAILURES_MAX.account; i++) expect(await take(later(i))).toEqual({ waitMs: 0 });
    expect(await take(later(1000))).toEqual({ waitMs: WINDOW_MS - 1000 });
    // Trying on doesn't make the wait longer.
    expect(await take(later(WINDOW_MS - 1))).toEqual({ waitMs: 1 });
    expect(await take(later(WINDOW_MS))).toEqual({ waitMs: 0 });
  });

  it('sent all at once are all counted: no more than ten get through', async () => {
    const burst = await Promise.all(Array.from({ length: 60 }, () => take()));
    expect(burst.filter(({ waitMs }) => waitMs === 0)).toHaveLength(FAILURES_MAX.account);
  });

  it('of one address on many e-mails are refused after fifty, and another address isn’t', async () => {
    const tries = await Promise.all(
      Array.from({ length: 80 }, (_, i) => take(NOW, { ...ada, email: `e${i}@example.test` })),
    );
    expect(tries.filter(({ waitMs }) => waitMs === 0)).toHaveLength(FAILURES_MAX.address);
    expect(await take(NOW, { email: 'x@example.test', address: '198.51.100.1' })).toEqual({ waitMs: 0 });
  });

  it('that succeed are given back', async () => {
    for (let i = 0; i < 3 * FAILURES_MAX.address; i++) {
      expect(await take()).toEqual({ waitMs: 0 });
      await attemptSucceeded(store.db, ada);
    }
  });

  it('of two people crossing each other never wait for each other', async () => {
    const bob = { email: 'bob@example.test', address: ada.address };
    const both = Array.from({ length: 40 }, async (_, i) => {
      const who = i % 2 ? ada : bob;
      await take(NOW, who);
      await attemptSucceeded(store.db, who);
    });
    await expect(Promise.all(both)).resolves.toHaveLength(40);
  });

  it('are forgotten when their window is over', async () => {
    await take();
    await forgetAttempts(store.db, later(WINDOW_MS - 1));
    expect(await store.db.select().from(signInAttempt)).toHaveLength(2);
    await forgetAttempts(store.db, later(WINDOW_MS));
    expect(await store.db.select().from(signInAttempt)).toHaveLength(0);
  });
});

describe('e-mail and password', () => {
  const tryWith = (given: unknown, at = NOW) => authenticate(store.db, given, nowhere, at);

  it('that go together are the person, however the e-mail is typed', async () => {
    const who = await tryWith({ email: ' Ada@Example.TEST ', password: PASSWORD });
    expect(who).toMatchObject({ ok: true, value: { name: 'Ada', email: 'ada@example.test' } });
  });

  it('that don’t are refused in the same words, whichever of the two is wrong', async () => {
    const wrong = await tryWith({ email: 'ada@example.test', password: 'something else' });
    const unknown = await tryWith({ email: 'eve@example.test', password: PASSWORD });
    expect(wrong).toMatchObject({ ok: false, problem: { code: 'auth.wrong_credentials' } });
    expect(unknown).toEqual(wrong);
    for (const given of [
      undefined,
      {},
      { email: ['a'], password: PASSWORD },
      { email: 'ada@example.test' },
    ]) {
      expect(await tryWith(given)).toEqual(wrong);
    }
  });

  it('are not even looked at while the e-mail must wait: the right password is refused, too', async () => {
    for (let i = 0; i < FAILURES_MAX.account; i++) await take();
    const refused = await tryWith({ email: 'ada@example.test', password: PASSWORD }, later(60_000));
    expect(refused).toMatchObject({
      ok: false,
      problem: { code: 'auth.too_many_attempts', facts: { waitSeconds: 14 * 60 } },
    });
    const again = await tryWith({ email: 'ada@example.test', password: PASSWORD }, later(WINDOW_MS));
    expect(again.ok).toBe(true);
  });

  it('of somebody who belongs to no workspace let them know that', async () => {
    const bob = await ownerIn(store, 'bob@example.test');
    await store.db.delete(membership);
    expect(await tryWith({ email: 'bob@example.test', password: PASSWORD })).toMatchObject({
      ok: false,
      problem: { code: 'auth.no_workspace' },
    });
    expect(bob.personId).toBeDefined();
  });
});
