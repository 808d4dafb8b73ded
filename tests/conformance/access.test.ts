/** Who may, and how often: what the registry says of each operation against the emulator, which was told it apart. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '@/lib/emulator';
import { Courier } from '@/lib/emulator/courier';
import { routesOf } from '@/lib/emulator/routes';
import { ResultStore } from '@/lib/emulator/routes/logs';
import type { Operation } from '@/lib/vast/operation';
import { operationByName } from '@/lib/vast/operations';
import { sameCall } from '@/scripts/facts/table';
import { sentFor } from './client';
import { fullInputs } from './examples';

const routes = new Map(
  routesOf(64, new ResultStore(), new Courier(Date.now)).map((route) => [route.name, route]),
);
const all = [...operationByName.values()].map((op) => [op.name, op] as const);
const SCOPES = [...new Set(all.flatMap(([, op]) => op.scope ?? []))];

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ world: 'empty', speed: 0, limits: 'off' });
  return () => emulator.close();
});

/** The examples as our client sends them, with another key. */
async function answered(op: Operation, key: string): Promise<{ status: number; error?: string }> {
  const sent = await sentFor(op, fullInputs(op)[0] ?? {});
  const reply = await fetch(`${emulator.url}${sent.url.pathname}${sent.url.search}`, {
    method: sent.method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(sent.method === 'GET' ? {} : { body: JSON.stringify(sent.body) }),
  });
  const text = await reply.text();
  return { status: reply.status, ...(text.startsWith('{') ? JSON.parse(text) : {}) };
}

/** A key that may all that `scopes` say. */
async function keyFor(scopes: readonly string[]): Promise<string> {
  const reply = await fetch(`${emulator.url}/api/v0/auth/apikeys/`, {
    method: 'POST',
    headers: { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'k',
      permissions: { api: Object.fromEntries(scopes.map((one) => [one, {}])) },
    }),
  });
  return ((await reply.json()) as { key: string }).key;
}

describe.each(all)('%s', (name, op) => {
  it('is one call of the emulator’s, as often as the registry says', () => {
    const route = routes.get(name);
    const path = route?.path.replaceAll(/:(\w+)/g, '{$1}') ?? '';
    expect(`${route?.method} ${sameCall(path)}`).toBe(`${op.http.method} ${sameCall(op.http.path)}`);
    expect(route?.scope).toBe(op.scope);
    expect((route?.intervalS ?? 0) * 1000).toBeCloseTo(op.minIntervalMs);
  });

  it('is refused to nobody, to a key that is unknown and to one without its scope', async () => {
    // The router answers strangers in words of its own, which its rounds are about.
    if (op.http.host) return;
    for (const key of ['', 'unknown']) {
      const { status, error } = await answered(op, key);
      expect(status).toBe(401);
      expect(error).toBe('auth_error');
    }
    if (op.scope === null) return;
    const others = await keyFor(SCOPES.filter((one) => one !== op.scope));
    expect(await answered(op, others)).toMatchObject({ status: 403, error: 'not_authorized' });
  });
});
