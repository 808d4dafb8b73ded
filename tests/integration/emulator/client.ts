/** A plain HTTP caller for the emulator's own tests: none of Gantry's client is in it. */
import type { Emulator } from '@/lib/emulator';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; only where the test knows it to be JSON. */
  readonly json: Record<string, unknown>;
}

export type Caller = ReturnType<typeof callerOf>;

export function callerOf(emulator: Pick<Emulator, 'url' | 'apiKey'>, apiKey = emulator.apiKey) {
  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const reply = await fetch(emulator.url + path, {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await reply.text();
    return {
      status: reply.status,
      headers: reply.headers,
      text,
      json: text.startsWith('{') ? JSON.parse(text) : {},
    };
  };
  return {
    call,
    get: (path: string, query: Record<string, unknown> = {}) => {
      const words = Object.entries(query).map(
        ([name, value]) =>
          `${name}=${encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))}`,
      );
      return call('GET', words.length > 0 ? `${path}?${words.join('&')}` : path);
    },
    post: (path: string, body: unknown) => call('POST', path, body),
    put: (path: string, body: unknown) => call('PUT', path, body),
    del: (path: string) => call('DELETE', path, {}),
    advance: (seconds: number) => call('POST', '/__emulator/advance', { seconds }),
  };
}

export interface Offer {
  readonly ask_contract_id: number;
  readonly machine_id: number;
  readonly num_gpus: number;
  readonly dph_base: number;
  readonly dph_total: number;
  readonly min_bid: number;
  readonly disk_space: number;
  readonly cluster_id: number | null;
  readonly avail_vol_ask_id: number | null;
  readonly avail_vol_size: number | null;
}

export async function offers(caller: Caller, body: Record<string, unknown> = {}): Promise<Offer[]> {
  return (await caller.post('/api/v0/bundles/', body)).json.offers as Offer[];
}

/** Rents the first offer that matches and gives the new contract's id. */
export async function rented(
  caller: Caller,
  search: Record<string, unknown> = {},
  terms: Record<string, unknown> = {},
) {
  const [offer] = await offers(caller, { limit: 1, disable_bundling: true, ...search });
  if (!offer) throw new Error('nothing to rent');
  const reply = await caller.put(`/api/v0/asks/${offer.ask_contract_id}/`, {
    image: 'pytorch/pytorch',
    disk: 16,
    ...terms,
  });
  if (reply.status !== 200) throw new Error(reply.text);
  return { id: reply.json.new_contract as number, offer };
}

export type Instance = Record<string, unknown> & {
  readonly id: number;
  readonly actual_status: string | null;
};

export const instance = async (caller: Caller, id: number) =>
  (await caller.get(`/api/v0/instances/${id}/`)).json.instances as Instance | null;

export interface Charge {
  readonly source: string;
  readonly amount: number;
  readonly metadata: { readonly label?: string };
  readonly items: readonly { readonly type: string; readonly amount: number; readonly description: string }[];
}

/** The charges of the UTC day that begins at `day`. */
export async function chargesOf(caller: Caller, day: number): Promise<Charge[]> {
  const select_filters = { day: { gte: day, lte: day + 86_399 } };
  return (await caller.get('/api/v0/charges/', { select_filters, limit: 500 })).json.results as Charge[];
}
