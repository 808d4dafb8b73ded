/** The whole of Gantry before an emulator that doesn't limit: what reading and writing through its doors adds. */
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { promisify } from 'node:util';
import pg from 'pg';
import { startServer, stopServer } from '@/lib/store/server';
import { endApp, OWNER, startApp } from '@/tests/support/app';
import { temporaryDirectory } from '@/tests/support/leftovers';
import type { Measured } from '../benches';
import { emulatorApart } from './emulator';
import { type Asked, atRate, quantile, rounded, timed } from './load';

const WARM_UP = 30;
const READS = 300;
const WRITES = 60;
const RATE = 100;
const RATE_S = 10;
const OVERHEAD_MS = 5;
const P99_MS = 25;
/** Nobody set one: a write is an intent, its record and its audit, each on the disk before it goes on. */
const WRITE_MS = 100;
const NO_PACE = '1000000';

/** As if Vast.ai had no intervals: else what is measured is their length. */
const QUICK = `
  INSERT INTO rate_slot (origin, identity, method, path, next_at, learned_interval_ms)
  SELECT origin, id, method, path, now(), 0 FROM vast_identity,
    (VALUES ('GET', '/api/v1/instances/'), ('PUT', '/api/v0/instances/{id}/')) AS call (method, path)
  ON CONFLICT (origin, identity, method, path) DO UPDATE SET learned_interval_ms = 0, next_at = now()`;

export async function doors(): Promise<Measured[]> {
  const vast = await emulatorApart();
  const dataDir = await temporaryDirectory('gantry-bench-rest', endApp);
  const env = { GANTRY_DATA_DIR: dataDir, GANTRY_DEMO: 'off' };
  const app = await startApp({
    ...env,
    ...{ GANTRY_OWNER_EMAIL: OWNER.email, GANTRY_OWNER_PASSWORD: OWNER.password },
    ...{ GANTRY_VAST_API_KEY: vast.apiKey, GANTRY_VAST_URL: vast.url },
  });
  try {
    const client = new pg.Client({ connectionString: (await startServer({ dataDir })).url });
    await client.connect();
    await client.query(QUICK);
    await client.end();
    return await measure(vast, app.url, await token(env));
  } finally {
    await app.end();
    vast.end();
    await stopServer(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function token(env: Record<string, string>): Promise<string> {
  const words = ['--name', 'bench', '--role', 'admin', '--tools', 'all'];
  const pace = ['--reads-a-minute', NO_PACE, '--writes-a-minute', NO_PACE];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'scripts/token.ts', ...words, ...pace],
    { env: { ...process.env, ...env } },
  );
  return stdout.trimEnd().split('\n').at(-1) ?? '';
}

async function measure(
  vast: { url: string; apiKey: string },
  url: string,
  bearer: string,
): Promise<Measured[]> {
  const directly = { authorization: `Bearer ${vast.apiKey}` };
  const headers = { authorization: `Bearer ${bearer}` };
  const reads: Record<string, Asked> = {
    directly: { method: 'GET', url: `${vast.url}/api/v1/instances/?limit=25`, headers: directly },
    REST: { method: 'GET', url: `${url}/api/vast/instances`, headers },
    MCP: {
      ...{ method: 'POST', url: `${url}/api/mcp` },
      headers: {
        ...headers,
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': '2025-06-18',
      },
      body: {
        ...{ jsonrpc: '2.0', id: 1, method: 'tools/call' },
        params: { name: 'list_all_vast_ai_instances', arguments: {} },
      },
    },
  };
  const took = await inTurns(reads, READS);
  const results: Measured[] = [];
  for (const door of ['REST', 'MCP']) {
    results.push(
      atMost(`${door}: a read adds, median ms`, median(took, door) - median(took, 'directly'), OVERHEAD_MS),
    );
    const ask = reads[door];
    if (!ask) continue;
    const busy = await atRate(RATE, RATE_S, () => timed(ask));
    results.push(atMost(`${door}: ${RATE} reads a second, p99 ms`, quantile(busy, 0.99), P99_MS));
  }
  const { id } = await firstInstance(vast);
  let label = 0;
  const writes = (): Record<string, Asked> => ({
    directly: {
      method: 'PUT',
      url: `${vast.url}/api/v0/instances/${id}/`,
      headers: directly,
      body: { label: `d-${label++}` },
    },
    REST: {
      ...{ method: 'PUT', url: `${url}/api/vast/instances/${id}`, body: { label: `r-${label++}` } },
      headers: { ...headers, 'idempotency-key': crypto.randomUUID() },
    },
  });
  const wrote = await inTurns(writes, WRITES);
  return [
    ...results,
    atMost('REST: a write adds, median ms', median(wrote, 'REST') - median(wrote, 'directly'), WRITE_MS),
  ];
}

type Took = Map<string, number[]>;
const median = (took: Took, door: string) => quantile(took.get(door) ?? [], 0.5);

/** One door after the other, so that whatever else the machine does meets all alike. */
async function inTurns(
  given: Record<string, Asked> | (() => Record<string, Asked>),
  rounds: number,
): Promise<Took> {
  const took: Took = new Map();
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const [door, ask] of Object.entries(typeof given === 'function' ? given() : given)) {
      const ms = await timed(ask);
      if (round >= 0) took.set(door, [...(took.get(door) ?? []), ms]);
    }
  }
  return took;
}

async function firstInstance({ url, apiKey }: { url: string; apiKey: string }): Promise<{ id: number }> {
  const answer = await fetch(`${url}/api/v1/instances/`, { headers: { authorization: `Bearer ${apiKey}` } });
  const { instances } = (await answer.json()) as { instances: { id: number }[] };
  const [one] = instances;
  if (!one) throw new Error('nothing is rented');
  return one;
}

const atMost = (name: string, value: number, limit: number): Measured => ({
  ...{ name, value: rounded(value), limit, direction: 'max' },
});
