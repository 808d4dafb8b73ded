import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { GET } from '@/app/api/live/route';
import { SESSION_COOKIE } from '@/lib/auth/cookie';
import { createOwner } from '@/lib/auth/people';
import { createSession, findSession, revokeSession } from '@/lib/auth/sessions';
import { createFeed } from '@/lib/live/feed';
import type { LiveMessage } from '@/lib/live/messages';
import { publish } from '@/lib/live/publish';
import { openStream } from '@/lib/live/stream';
import { instanceChanges, livePosition } from '@/lib/queries/instances';
import { store as sharedStore } from '@/lib/store/connection';
import { instance } from '@/lib/store/schema';
import { addAccount, addInstance, type Fleet, NOW, openFleet } from '@/tests/support/fleet';

let fleet: Fleet;
let sessionId: string;
const nowhere = { address: null, agent: null };
beforeAll(async () => {
  fleet = await openFleet();
  vi.stubEnv('DATABASE_URL', fleet.store.url);
  const { db } = fleet.store;
  const owner = await createOwner(
    db,
    {
      email: 'ada@example.test',
      password: 'correct horse battery',
      name: 'Ada',
      workspaceName: 'Northwind AI',
    },
    new Date(),
  );
  if (!owner.ok) throw new Error(owner.problem.say);
  const { workspaceId, personId } = owner.value;
  fleet = {
    ...fleet,
    scope: { ...fleet.scope, workspaceId, personId },
    accountId: await addAccount(db, workspaceId),
  };
  sessionId = (await createSession(db, personId, nowhere, new Date()))?.id ?? '';
  await addInstance(fleet, { contractId: 1 });
  await addInstance(fleet, { contractId: 2 });
});
afterAll(async () => {
  await sharedStore().close();
  await fleet.store.close();
});

/** Reads events until one fits. */
async function* eventsOf(
  body: ReadableStream<Uint8Array> | null,
): AsyncGenerator<LiveMessage & { id?: string }> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      const field = (name: string) =>
        lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      const kind = field('event');
      if (kind) yield { kind, ...JSON.parse(field('data') ?? '{}'), ...(field('id') && { id: field('id') }) };
    }
  }
}

async function until(
  events: AsyncGenerator<LiveMessage & { id?: string }>,
  fits: (message: LiveMessage) => boolean,
) {
  for (;;) {
    const { value, done } = await events.next();
    if (done) throw new Error('the stream ended');
    if (fits(value)) return value;
  }
}

const rowsOf = (message: LiveMessage): number[] =>
  message.kind === 'rows' ? message.rows.map((row) => (row as { contractId: number }).contractId) : [];

function ask(query = '', headers: Record<string, string> = { cookie: `${SESSION_COOKIE}=${sessionId}` }) {
  const abort = new AbortController();
  const url = `http://127.0.0.1:3000/api/live${query}`;
  return { abort, answer: GET(new Request(url, { headers, signal: abort.signal })) };
}

const touch = (contractId: number) =>
  fleet.store.db.transaction(async (tx) => {
    await tx
      .update(instance)
      .set({ version: sql`nextval('live_version')` })
      .where(sql`contract_id = ${contractId}`);
    await publish(tx, fleet.scope.workspaceId, ['instances', 'meter']);
  });

describe('GET /api/live', () => {
  it('answers 401 without a session, and opens nothing', async () => {
    const { answer } = ask('', {});
    expect((await answer).status).toBe(401);
  });

  it('first says what changed since the given position, then what changes, and where one stands', async () => {
    const { answer, abort } = ask('?since=0');
    const response = await answer;
    expect(response.headers.get('content-type')).toMatch('text/event-stream');
    const events = eventsOf(response.body);
    const first = await until(events, (message) => message.kind === 'rows');
    expect(rowsOf(first).toSorted()).toEqual([1, 2]);
    expect(first.id).toMatch(/^\d+$/);
    await touch(2);
    await until(events, (message) => rowsOf(message).includes(2));
    const others = await until(events, (message) => message.kind === 'topics');
    expect(others).toMatchObject({ topics: ['meter'] });
    abort.abort();
  });

  it('goes on where the last event stood, and loses nothing', async () => {
    const first = ask('?since=0');
    const { id } = await until(eventsOf((await first.answer).body), (message) => message.kind === 'rows');
    first.abort.abort();
    await touch(1);
    const again = ask('', { cookie: `${SESSION_COOKIE}=${sessionId}`, 'last-event-id': id ?? '' });
    const missed = await until(eventsOf((await again.answer).body), (message) => message.kind === 'rows');
    expect(rowsOf(missed)).toContain(1);
    again.abort.abort();
  });

  it('carries how the accounts are and what is under way', async () => {
    const { answer, abort } = ask();
    const pulse = await until(eventsOf((await answer).body), (message) => message.kind === 'pulse');
    const main = expect.objectContaining({ id: fleet.accountId, name: 'main', state: 'ok' });
    expect(pulse).toMatchObject({ pulse: { accounts: expect.arrayContaining([main]), acts: [] } });
    abort.abort();
  });
});

describe('a stream', () => {
  const feed = () =>
    createFeed({
      source: {
        changes: (since) => instanceChanges(fleet.store.db, fleet.scope, async () => NOW, since),
        pulse: async () => ({}),
        position: () => livePosition(fleet.store.db),
      },
      listen: () => () => {},
      nowMs: () => Date.now(),
      log: () => {},
    });

  it('ends when its session is revoked, and says why', async () => {
    const { db } = fleet.store;
    const id = (await createSession(db, fleet.scope.personId, nowhere, new Date()))?.id ?? '';
    const own = feed();
    const stream = openStream(
      own,
      null,
      async () => ((await findSession(db, id, new Date())) ? null : 'signed-out'),
      {
        signal: new AbortController().signal,
        checkEveryMs: 5,
        log: () => {},
      },
    );
    const events = eventsOf(stream);
    await until(events, (message) => message.kind === 'pulse');
    expect(own.watchers).toBe(1);
    await revokeSession(db, id, new Date());
    expect(await until(events, (message) => message.kind === 'end')).toMatchObject({ why: 'signed-out' });
    expect((await events.next()).done).toBe(true);
    expect(own.watchers).toBe(0);
  });

  it('ends when nobody can say whether its session is still good', async () => {
    const own = feed();
    const stream = openStream(own, null, () => Promise.reject(new Error('no database')), {
      signal: new AbortController().signal,
      checkEveryMs: 5,
      log: () => {},
    });
    for await (const _ of eventsOf(stream)) expect(own.watchers).toBe(1);
    expect(own.watchers).toBe(0);
  });
});
