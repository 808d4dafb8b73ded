/** Our TypeScript client on its own: what it sends, how often, and what it makes of the answers. */
import { afterEach, beforeEach, describe, expect, expectTypeOf, it, vi } from 'vitest';
import {
  type Client,
  createClient,
  GantryProblem,
  type Input,
  type Output,
  type Paged,
} from '@/clients/typescript/src/index';

interface Sent {
  method: string;
  url: string;
  key: string | null;
  body: unknown;
}

type Answer = Response | Error;

const reply = (result: unknown, next_cursor: string | null = null) =>
  Response.json({ result, next_cursor, request_id: 'r' });

const problem = (status: number, code: string, more: object = {}, headers: Record<string, string> = {}) =>
  new Response(
    JSON.stringify({
      ...{ status, code, detail: `It is ${code}.`, hint: 'Look.', retryable: false, request_id: 'r' },
      ...more,
    }),
    { status, headers: { 'content-type': 'application/problem+json', ...headers } },
  );

/** A client whose tries are answered one after the other. */
function answeredBy(...answers: Answer[]): { client: Client; sent: Sent[] } {
  const sent: Sent[] = [];
  const client = createClient({
    ...{ url: 'https://gantry.test', token: 'gantry_x' },
    fetch: async (address, init) => {
      const request = new Request(address, init);
      sent.push({
        ...{ method: request.method, url: request.url.replace('https://gantry.test/api/vast', '') },
        key: request.headers.get('idempotency-key'),
        body: request.body ? await request.json() : undefined,
      });
      const answer = answers.shift();
      if (!answer) throw new Error('nobody answers any more');
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  return { client, sent };
}

/** All its waits passed over. */
async function inTime<T>(running: Promise<T>): Promise<T> {
  await vi.runAllTimersAsync();
  return running;
}

const LABEL = 'update_a_vast_ai_instance_by_id';
const LIST = 'list_all_vast_ai_instances';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a call', () => {
  it('whose answer breaks off is asked again under the same key', async () => {
    const brokenOff = new Response(new ReadableStream({ start: (body) => body.error(new Error('reset')) }));
    const { client, sent } = answeredBy(brokenOff, reply({ success: true }));
    await inTime(client.run(LABEL, { id: 7, label: 'a' }));
    expect(sent).toHaveLength(2);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
  });

  it('puts each field in its place', async () => {
    const { client, sent } = answeredBy(reply({}), reply({}), reply({}), reply({}));
    await client.run(LABEL, { id: 7, label: 'a b' });
    await client.run(LIST, { select_filters: { label: { eq: 'x' } }, after_token: 't' }, { account: 'Main' });
    await client.run('create_a_vast_ai_bundle', { filters: {} });
    await client.run('list_all_vast_ai_user_ipaddrs', {});
    expect(sent.map(({ method, url, body }) => [method, decodeURIComponent(url), body])).toEqual([
      ['PUT', '/instances/7', { label: 'a b' }],
      ['GET', '/instances?account=Main&select_filters={"label":{"eq":"x"}}&after_token=t', undefined],
      ['POST', '/bundles', { filters: {} }],
      ['GET', '/users/me/ipaddrs', undefined],
    ]);
    expect(sent.map(({ key }) => key === null)).toEqual([false, true, true, true]);
  });

  it('follows the pages of a list to their end', async () => {
    const { client, sent } = answeredBy(reply({ instances: [1] }, 'c1'), reply({ instances: [2] }));
    const rows: unknown[] = [];
    for await (const page of client.pages(LIST, {}, { limit: 1 })) rows.push(...page.instances);
    expect(rows).toEqual([1, 2]);
    expect(sent.map(({ url }) => url)).toEqual(['/instances?limit=1', '/instances?cursor=c1&limit=1']);
  });

  it('knows what goes in and what comes out', () => {
    expectTypeOf<Output<typeof LIST>['instances'][number]['dph_total']>().toEqualTypeOf<string | null>();
    expectTypeOf<Input<typeof LABEL>['label']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Input<typeof LABEL>['id']>().toEqualTypeOf<number>();
    expectTypeOf<typeof LABEL>().not.toExtend<Paged>();
  });
});

describe('what went wrong', () => {
  it('is thrown as what Gantry said, and not tried again in vain', async () => {
    const errors = [{ field: 'price', why: 'a number' }];
    const { client, sent } = answeredBy(problem(422, 'rest.input_malformed', { errors }));
    const thrown = await client.run(LABEL, { id: 7 }).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(GantryProblem);
    expect(thrown).toMatchObject({
      code: 'rest.input_malformed',
      errors,
      message: 'It is rest.input_malformed.',
    });
    expect(sent).toHaveLength(1);
  });

  it('is tried again under the same key: broken connections, busy answers, a try under way', async () => {
    const { client, sent } = answeredBy(
      new TypeError('fetch failed'),
      new Response('Bad gateway', { status: 502 }),
      problem(409, 'gateway.key_in_flight', {}, { 'retry-after': '2' }),
      problem(429, 'token.too_often', { retryable: true }, { 'retry-after': '1' }),
      reply({ ok: true }),
    );
    expect(await inTime(client.run(LABEL, { id: 7, label: 'x' }))).toEqual({ ok: true });
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
    expect(sent).toHaveLength(5);
  });

  it('asks for an outcome that nobody knows yet, and never sends the act again', async () => {
    const unknown = () =>
      problem(202, 'gateway.being_looked_up', { outcome: '/api/vast/outcomes/1' }, { 'retry-after': '5' });
    const { client, sent } = answeredBy(unknown(), unknown(), reply({ new_contract: 9 }));
    expect(await inTime(client.run('update_a_vast_ai_ask_by_id', { id: 1, disk: 10 }))).toEqual({
      new_contract: 9,
    });
    expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'PUT /asks/1',
      'GET /outcomes/1',
      'GET /outcomes/1',
    ]);
  });

  it('ends with the time that was given, and at once when its caller gives up', async () => {
    const busy = () => problem(429, 'token.too_often', { retryable: true }, { 'retry-after': '50' });
    const late = answeredBy(busy(), busy());
    await expect(late.client.run(LIST, {}, { deadlineMs: 10_000 })).rejects.toThrow('token.too_often');
    expect(late.sent).toHaveLength(1);
    const { client } = answeredBy(busy());
    const giveUp = new AbortController();
    const running = client.run(LIST, {}, { signal: giveUp.signal });
    giveUp.abort(new Error('given up'));
    await expect(running).rejects.toThrow('given up');
  });
});
