import { describe, expect, it } from 'vitest';
import { exact } from '@/lib/money';
import { createVast } from '@/lib/vast/client';
import type { Limiter } from '@/lib/vast/limiter';
import { operation } from '@/lib/vast/operation';
import { operations } from '@/lib/vast/operations';

const to = { origin: 'https://console.vast.ai', identity: 'https://console.vast.ai#1', key: 'k' };

type Scripted = { status?: number; body?: unknown; text?: string; error?: string; date?: string };

/** A Vast.ai that answers from a script, and a clock that only sleeping moves. */
function scripted(answers: Scripted[], limiter?: Partial<Limiter>) {
  const calls: { url: string; method: string; body: unknown }[] = [];
  const slowed: (number | null)[] = [];
  const keys: (string | null)[] = [];
  let nowMs = 0;
  const vast = createVast({
    fetch: async (url, init) => {
      keys.push(new Headers(init?.headers).get('authorization'));
      const next = answers[Math.min(calls.length, answers.length - 1)] ?? {};
      const text = typeof init?.body === 'string' ? init.body : null;
      calls.push({ url: String(url), method: init?.method ?? 'GET', body: text ? JSON.parse(text) : null });
      if (next.error) throw Object.assign(new TypeError('fetch failed'), { cause: { code: next.error } });
      return new Response(next.text ?? JSON.stringify(next.body ?? {}), {
        status: next.status ?? 200,
        headers: { date: next.date ?? 'Tue, 24 Nov 2026 05:00:00 GMT' },
      });
    },
    limiter: { book: async () => 0, slowDown: async (_, ms) => void slowed.push(ms), ...limiter },
    nowMs: () => nowMs,
    sleep: async (ms) => {
      nowMs += ms;
    },
    random: () => 0.5,
  });
  return { vast, calls, keys, slowed, now: () => nowMs };
}

const rentInput = operations.rentOffer.input.parse({ id: 5, disk: 20, image: 'x' });

describe('the Vast.ai client', () => {
  it('waits for its turn before it sends, as long as the limiter says', async () => {
    const sentAtMs: number[] = [];
    const { vast, now } = scripted([{ body: { id: 1 } }], { book: async () => 700 });
    const onSend = async () => {
      sentAtMs.push(now());
      return true;
    };
    await vast.call(operations.showUser, {}, to, { onSend });
    await vast.call(operations.showUser, {}, to, { onSend });
    expect(sentAtMs).toEqual([700, 1400]);
  });

  it('never sends a rent twice when silence follows it', async () => {
    for (const error of ['ECONNRESET', 'UND_ERR_SOCKET', 'ETIMEDOUT']) {
      const { vast, calls } = scripted([{ error }, { body: { success: true, new_contract: 1 } }]);
      expect((await vast.call(operations.rentOffer, rentInput, to)).kind).toBe('unknown');
      expect(calls).toHaveLength(1);
    }
  });

  it('takes a failing gateway for silence, because the rent may have passed through it', async () => {
    const { vast, calls } = scripted([{ status: 502, text: 'bad gateway' }]);
    expect((await vast.call(operations.rentOffer, rentInput, to)).kind).toBe('unknown');
    expect(calls).toHaveLength(1);
  });

  it('takes an unreadable yes for a yes that must be looked up', async () => {
    const { vast } = scripted([{ text: '<html>' }]);
    expect((await vast.call(operations.rentOffer, rentInput, to)).kind).toBe('unknown');
  });

  it('sends a rent again when it provably never left, or was refused unread', async () => {
    const yes = { body: { success: true, new_contract: 9 } };
    for (const first of [{ error: 'ECONNREFUSED' }, { status: 429, text: 'API requests too frequent' }]) {
      const { vast, calls } = scripted([first, yes]);
      expect(await vast.call(operations.rentOffer, rentInput, to)).toMatchObject({
        kind: 'done',
        value: { new_contract: 9 },
      });
      expect(calls).toHaveLength(2);
    }
  });

  it('repeats what is harmless to repeat: reads and destroys', async () => {
    const reads = scripted([{ error: 'ECONNRESET' }, { status: 503 }, { body: { id: 1 } }]);
    expect((await reads.vast.call(operations.showUser, {}, to)).kind).toBe('done');
    const destroys = scripted([{ error: 'ECONNRESET' }, { body: { success: true } }]);
    expect((await destroys.vast.call(operations.destroyInstance, { id: 3 }, to)).kind).toBe('done');
  });

  it('takes a change that nobody ever answered for one that may have been made', async () => {
    const yes = { success: true };
    const label = operations.manageInstance.input.parse({ id: 3, label: 'x' });
    for (const last of [
      { error: 'ECONNRESET' },
      { status: 502 },
      { status: 429 },
      { error: 'ECONNREFUSED' },
    ]) {
      const { vast } = scripted([{ error: 'ECONNRESET' }, last]);
      expect(await vast.call(operations.manageInstance, label, to)).toMatchObject({
        kind: 'unknown',
        problem: { code: 'vast.answer_lost' },
      });
      const never = scripted([{ error: 'ECONNREFUSED' }, { status: 429 }, { error: 'ECONNREFUSED' }]);
      expect((await never.vast.call(operations.manageInstance, label, to)).kind).toBe('refused');
      const heard = scripted([{ error: 'ECONNRESET' }, { body: yes }]);
      expect((await heard.vast.call(operations.manageInstance, label, to)).kind).toBe('done');
    }
    const waiting = scripted([{ error: 'ECONNRESET' }], {
      book: async () => (waiting.calls.length === 0 ? 0 : null),
    });
    expect((await waiting.vast.call(operations.manageInstance, label, to)).kind).toBe('unknown');
  });

  it('counts attaching a key that is there already as success', async () => {
    const msg = 'SSH key is already associated with this instance.';
    const { vast } = scripted([{ status: 400, body: { success: false, error: 'invalid_args', msg } }]);
    const input = operations.attachSshKey.input.parse({ id: 5, ssh_key: 'ssh-ed25519 AAAA me' });
    expect((await vast.call(operations.attachSshKey, input, to)).kind).toBe('done');
  });

  it('counts destroying what is gone as success', async () => {
    const { vast } = scripted([{ status: 404, body: { success: false, error: 'not_found', msg: 'gone' } }]);
    expect((await vast.call(operations.destroyInstance, { id: 3 }, to)).kind).toBe('done');
  });

  it('does not take a dead key for a destroyed instance', async () => {
    const { vast } = scripted([
      { status: 404, body: { success: false, error: 'auth_error', msg: 'Invalid user key' } },
    ]);
    expect(await vast.call(operations.destroyInstance, { id: 3 }, to)).toMatchObject({
      kind: 'refused',
      problem: { code: 'vast.key_revoked' },
    });
  });

  it('takes HTTP 200 with success:false for a refusal', async () => {
    const { vast } = scripted([
      { body: { success: false, error: 'Invalid date range', msg: 'no', results: [] } },
    ]);
    expect(
      await vast.call(operations.listInvoices, operations.listInvoices.input.parse({ from: 0, to: 1 }), to),
    ).toMatchObject({
      kind: 'refused',
    });
  });

  it('tells the limiter what a 429 says, in milliseconds', async () => {
    const { vast, slowed } = scripted([
      { status: 429, text: 'API requests too frequent: endpoint threshold=2.5' },
      { status: 429, text: 'API requests too frequent' },
      { body: { id: 1 } },
    ]);
    await vast.call(operations.showUser, {}, to);
    expect(slowed).toEqual([2500, null]);
  });

  it('gives up before a turn that comes after the deadline, having sent nothing', async () => {
    const { vast, calls } = scripted([{ body: { id: 1 } }], { book: async () => null });
    expect(await vast.call(operations.showUser, {}, to)).toMatchObject({
      kind: 'refused',
      problem: { code: 'vast.too_frequent' },
    });
    expect(calls).toHaveLength(0);
  });

  it('sends nothing when the intent was closed while it waited', async () => {
    const { vast, calls } = scripted([{ body: { success: true, new_contract: 1 } }]);
    const answer = await vast.call(operations.rentOffer, rentInput, to, { onSend: async () => false });
    expect(answer).toMatchObject({ kind: 'refused', problem: { code: 'vast.withdrawn' } });
    expect(calls).toHaveLength(0);
  });

  it('makes one call of equal reads at the same time', async () => {
    const { vast, calls } = scripted([{ body: { id: 1 } }]);
    await Promise.all([1, 2, 3].map(() => vast.call(operations.showUser, {}, to)));
    expect(calls).toHaveLength(1);
  });

  it('keeps every digit of an amount, and the moment of Vast.ai’s clock', async () => {
    const { vast } = scripted([
      { text: '{"id": 1, "credit": 12.300000000000000001}', date: 'Mon, 02 Nov 2026 10:00:00 GMT' },
    ]);
    const answer = await vast.call(operations.showUser, {}, to);
    if (answer.kind !== 'done' || answer.value.credit === null) throw new Error('no credit');
    expect(exact(answer.value.credit)).toBe('12.300000000000000001');
    expect(answer.at.toISOString()).toBe('2026-11-02T10:00:00.000Z');
  });

  it('waits for the text behind a result address, sends no key there, and gives up at last', async () => {
    const there = scripted([{ status: 404 }, { status: 404 }, { text: 'line one' }]);
    expect(await there.vast.resultText('https://bucket.test/log')).toBe('line one');
    expect(there.calls.map((call) => call.url)).toEqual(Array(3).fill('https://bucket.test/log'));
    expect(there.keys).toEqual([null, null, null]);
    const never = scripted([{ status: 404 }]);
    expect(await never.vast.resultText('https://bucket.test/log')).toBeNull();
    expect(never.calls).toHaveLength(30);
  });

  it('sends its key where it belongs, and waits longer after each failure', async () => {
    const { vast, keys, now } = scripted([{ status: 503 }]);
    await vast.call(operations.showUser, {}, to);
    expect(keys).toEqual(Array(5).fill('Bearer k'));
    // 250 ms doubled from attempt to attempt, with half to one and a half times of it as jitter (0.5 here: once).
    expect(now()).toBe(250 + 500 + 1000 + 2000 + 4000);
  });

  it('asks the serverless router where it lives: on its own host at Vast.ai, at the root of any other origin', async () => {
    const route = operation({
      ...operations.showUser,
      name: 'made_up_route',
      http: { method: 'POST', path: '/route/', host: 'router' },
    });
    const { vast, calls } = scripted([{ body: { id: 1 } }]);
    await vast.call(route, {}, to);
    await vast.call(route, {}, { ...to, origin: 'http://127.0.0.1:4000', identity: 'other' });
    expect(calls.map((call) => call.url)).toEqual([
      'https://run.vast.ai/route/',
      'http://127.0.0.1:4000/route/',
    ]);
  });

  it('takes the router’s words with HTTP 200, bare or in an object, for a refusal', async () => {
    const words = 'authenticate_endpoint_apikey: invalid api_key or endpoint chat not found';
    for (const body of [words, { error: words }, { error_msg: words }]) {
      const { vast } = scripted([{ body }]);
      const asked = operations.showEndpointLogs.input.parse({ endpoint: 'chat' });
      expect(await vast.call(operations.showEndpointLogs, asked, to)).toMatchObject({
        kind: 'refused',
        problem: { code: 'vast.not_found', vastSays: words },
      });
    }
  });

  it('reads a list of workers as the documents have it and as the official client gets it', async () => {
    for (const body of [[{ id: 7, status: 'IDLE' }], { workers: [{ id: 7, status: 'IDLE' }] }]) {
      const { vast } = scripted([{ body }]);
      expect(await vast.call(operations.listEndpointWorkers, { id: 1 }, to)).toMatchObject({
        value: { workers: [{ id: 7, status: 'IDLE' }] },
      });
    }
  });

  it('puts filters where Vast.ai reads them: JSON in a query, top level in a search', async () => {
    const { vast, calls } = scripted([{ body: { results: [], next_token: null, offers: [] } }]);
    await vast.call(
      operations.listCharges,
      operations.listCharges.input.parse({ from: 86_400, to: 172_799 }),
      to,
    );
    const url = new URL(calls[0]?.url ?? '');
    expect(JSON.parse(url.searchParams.get('select_filters') ?? '')).toEqual({
      day: { gte: 86_400, lte: 172_799 },
    });
    await vast.call(
      operations.searchOffers,
      operations.searchOffers.input.parse({ filters: { gpu_name: { eq: 'RTX 4090' } } }),
      to,
    );
    expect(calls[1]?.body).toMatchObject({ gpu_name: { eq: 'RTX 4090' }, limit: 64, type: 'on-demand' });
  });
});
