/** A program with a token before the REST door of a test's world. */
import { randomBytes } from 'node:crypto';
import { type Client, createClient } from '@/clients/typescript/src/index';
import { createReadAudit } from '@/lib/gateway/read-audit';
import { createToken, type NewApiToken } from '@/lib/gateway/tokens';
import { EFFECTS } from '@/lib/policy/tokens';
import { answerRest, type RestPorts } from '@/lib/surfaces/rest/handler';
import type { TestWorld } from './world';

/** A reply or a problem; which, the status says. */
interface Body {
  result: Record<string, unknown> & { instances: { id: number; label: string | null }[] };
  next_cursor: string | null;
  request_id: string;
  already_shown?: string[];
  code?: string;
  detail?: string;
  outcome?: string;
  hint?: string;
  retryable?: boolean;
  errors?: { field: string; why: string }[];
}

export interface Answered {
  status: number;
  headers: Headers;

  body: Body;
}

/** Written when a test says so. */
const BY_HAND_MS = 86_400_000;

export interface Program {
  rest: RestPorts;
  token: string;
  /** Our own client, before the same door. */
  client: Client;
  ask(
    call: `${string} ${string}`,
    given?: { body?: unknown; key?: string; headers?: Record<string, string>; token?: string },
  ): Promise<Answered>;
}

export async function program(world: TestWorld, given: Partial<NewApiToken> = {}): Promise<Program> {
  const made = await createToken(world.ports, world.owner, {
    ...{ name: 'ci', service: null, operations: null, effects: EFFECTS, accounts: null },
    ...{ dayUsd: null, rentHourUsd: null, expiresAt: null },
    ...given,
  });
  if (!made.ok) throw new Error(made.problem.say);
  const rest: RestPorts = {
    ports: world.ports,
    gateway: world.gateway,
    reads: createReadAudit(world.ports.db, BY_HAND_MS),
    secret: randomBytes(32),
  };
  const client = createClient({
    url: 'http://gantry.test',
    token: made.value.token,
    fetch: (address, init) => answerRest(rest, new Request(address, init)),
  });
  return {
    rest,
    token: made.value.token,
    client,
    ask: async (call, { body, key, headers = {}, token = made.value.token } = {}) => {
      const [method = 'GET', address = ''] = call.split(' ');
      const url = new URL(`http://gantry.test/api/vast/${address}`);
      const request = new Request(url, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(key === undefined ? {} : { 'idempotency-key': key }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const response = await answerRest(rest, request);
      return { status: response.status, headers: response.headers, body: await response.json() };
    },
  };
}
