import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHub, type Hub } from '@/lib/live/hub';
import { EVERY_TOPIC, publish, type Topic } from '@/lib/live/publish';
import { type Fleet, openFleet } from '@/tests/support/fleet';

let fleet: Fleet;
let hub: Hub;
beforeAll(async () => {
  fleet = await openFleet();
  hub = createHub({ url: fleet.store.url, random: () => 0 });
});
afterAll(async () => {
  await hub.close();
  await fleet.store.close();
});

/** Resolves with the first note that comes. */
const nextNote = (workspaceId: string) =>
  new Promise<readonly Topic[]>((resolve) => {
    const end = hub.subscribe(workspaceId, (topics) => {
      end();
      resolve(topics);
    });
  });

const say = (workspaceId: string, topics: Topic[]) => publish(fleet.store.db, workspaceId, topics);

/** The hub connects at its first subscriber; a note before that is nobody's. */
async function listening(): Promise<void> {
  await expect
    .poll(async () => {
      const heard = nextNote('warm-up');
      await say('warm-up', ['meter']);
      return Promise.race([heard, new Promise((resolve) => setTimeout(resolve, 50, 'not yet'))]);
    })
    .toEqual(['meter']);
}

async function asOwner(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: fleet.store.url });
  await client.connect();
  await work(client);
  await client.end();
}

const backends = async () =>
  (
    await fleet.store.pool.query<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE application_name = 'gantry live' AND datname = current_database()",
    )
  ).rows.map((row) => row.pid);

describe('the hub', () => {
  it('hands a note to its workspace and to no other, over one connection however many watch', async () => {
    await listening();
    const others: Topic[][] = [];
    const ends = Array.from({ length: 20 }, () =>
      hub.subscribe('other', (topics) => others.push([...topics])),
    );
    const [one, two] = [nextNote('mine'), nextNote('mine')];
    await say('mine', ['instances', 'activity']);
    expect(await one).toEqual(['instances', 'activity']);
    expect(await two).toEqual(['instances', 'activity']);
    expect(others).toEqual([]);
    expect(await backends()).toHaveLength(1);
    for (const end of ends) end();
  });

  it('tells nothing of a transaction that was rolled back', async () => {
    await listening();
    const heard = nextNote('mine');
    await fleet.store.db
      .transaction(async (tx) => {
        await publish(tx, 'mine', ['costs']);
        tx.rollback();
      })
      .catch(() => {});
    await say('mine', ['meter']);
    expect(await heard).toEqual(['meter']);
  });

  it('ignores what anybody else says on the channel', async () => {
    await listening();
    const heard = nextNote('mine');
    await asOwner(async (client) => {
      for (const text of ['', 'nonsense', '{}', '{"workspaceId":"mine"}', 'null']) {
        await client.query('SELECT pg_notify($1, $2)', ['gantry_live', text]);
      }
    });
    await say('mine', ['market']);
    expect(await heard).toEqual(['market']);
  });

  it('comes back after its connection was killed, and takes everything for changed', async () => {
    await listening();
    const heard = nextNote('mine');
    const [pid] = await backends();
    await asOwner((client) => client.query('SELECT pg_terminate_backend($1)', [pid]));
    expect(await heard).toEqual(EVERY_TOPIC);
    const after = nextNote('mine');
    await say('mine', ['meter']);
    expect(await after).toEqual(['meter']);
  });
});
