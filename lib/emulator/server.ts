/** The world over HTTP. Here alone live status lines, headers and sockets; what is answered is decided by handlers. */
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { identityOf, mayCall } from './access';
import { type Fault, FaultOrder, Faults } from './faults';
import type { Journal } from './journal';
import { type Fields, isFields, type Json } from './json';
import { type LimitMode, Limits, tooFrequent } from './limits';
import { OPEN, OPERATIONS, type Operation } from './operations';
import { BadQuery } from './query';
import { type Handler, type Reply, refuse } from './reply';
import { CONTROLS } from './routes/controls';
import type { ResultStore } from './routes/logs';
import { RESULTS_PATH } from './routes/logs';
import { chance } from './world/random';
import type { World } from './world/world';

type Env = { Bindings: HttpBindings };
type Ask = Context<Env>;

export interface Service {
  readonly world: World;
  readonly journal: Journal;
  readonly handlers: ReadonlyMap<string, Handler>;
  readonly results: ResultStore;
  readonly limits: LimitMode;
  readonly realMs: () => number;
}

export function serverOf(service: Service): Hono<Env> {
  const app = new Hono<Env>({ strict: false });
  const faults = new Faults();
  const limits = new Limits(service.limits);
  app.use('*', async (c, next) => {
    await next();
    c.res.headers.set('Date', new Date(service.world.clock.now() * 1000).toUTCString());
  });
  controls(app, service, faults);
  app.use('/api/*', async (c, next) => {
    const fault = faults.strike(c.req.method, c.req.path);
    const instead = fault ? await before(c, fault) : null;
    if (instead) return instead;
    await next();
    if (fault?.kind === 'reset_after') cut(c);
  });
  const calls = new Map<number, number>();
  for (const operation of OPERATIONS) {
    const handler = service.handlers.get(operation.name);
    if (!handler) throw new Error(`nothing answers ${operation.name}`);
    app.on(operation.method, operation.path, (c) => serve(c, service, limits, calls, operation, handler));
  }
  app.get(`${RESULTS_PATH}/:name`, (c) => {
    const found = service.results.get(c.req.param('name'));
    return found === null ? c.text('not uploaded yet', 404) : c.text(found);
  });
  app.notFound((c) => send(c, refuse(404, 'not_found', `No such endpoint: ${c.req.method} ${c.req.path}`)));
  app.onError((error, c) => {
    if (error instanceof BadQuery)
      return send(c, { status: 400, body: { error: error.code, msg: error.message }, accepted: false });
    console.error(error);
    return send(c, refuse(500, 'internal_error', error.message));
  });
  return app;
}

async function serve(
  c: Ask,
  service: Service,
  limits: Limits,
  calls: Map<number, number>,
  operation: Operation,
  handler: Handler,
): Promise<Response> {
  const { world } = service;
  const body = await bodyOf(c);
  if (body === null)
    return send(c, {
      status: 400,
      body: { error: 'invalid_request', msg: 'Invalid json body' },
      accepted: false,
    });
  const query = c.req.query();
  const who = identityOf(world, c.req.header('authorization'), query.api_key, body.api_key);
  const caller =
    c.req.header('authorization') ??
    `${query.api_key ?? body.api_key ?? ''} ${c.env.incoming.socket.remoteAddress}`;
  const broken = limits.refuse(caller, operation.name, operation.intervalS, service.realMs());
  if (broken !== null) return c.text(tooFrequent(broken), 429);
  if ('refused' in who && !OPEN.has(operation.name)) return send(c, who.refused);
  const account = 'account' in who ? who.account : world.accounts[0];
  const key = 'key' in who ? who.key : account?.keys[0];
  if (!account || !key) return send(c, refuse(401, 'auth_error', 'Invalid user key'));
  const denied = mayCall(key, operation);
  if (denied) return send(c, denied);
  if (account.trouble > 0) {
    const count = (calls.get(account.id) ?? 0) + 1;
    calls.set(account.id, count);
    const draw = chance(world.seed, 'trouble', account.id, count);
    if (draw < account.trouble / 4) return hang();
    if (draw < account.trouble) return c.text('upstream connect error', 503);
  }
  const at = world.settle();
  const params = Object.fromEntries(
    Object.entries(c.req.param()).map(([name, value]) => [name, String(value)]),
  );
  const reply = handler(world, { account, key, at, params, query, body, origin: new URL(c.req.url).origin });
  if (reply.accepted) {
    service.journal.append({
      at,
      method: operation.method,
      path: c.req.path,
      operation: operation.name,
      identity: account.name,
      contract: reply.contract ?? null,
      params,
      body,
    });
  }
  return send(c, reply);
}

/** The bodies of GETs are not read by the web adapter; some clients put their key there. */
async function bodyOf(c: Ask): Promise<Fields | null> {
  let text = '';
  if (c.req.method === 'GET') {
    if (Number(c.req.header('content-length') ?? 0) === 0) return {};
    for await (const part of c.env.incoming) text += String(part);
  } else text = await c.req.text();
  if (text.trim() === '') return {};
  try {
    const parsed: Json = JSON.parse(text);
    return isFields(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** Exactly `application/json`: the CLI refuses a charset on searches. */
const send = (c: Ask, { status, body }: Reply): Response =>
  c.body(JSON.stringify(body), status as 200, { 'Content-Type': 'application/json' });

const cut = (c: Ask): void => {
  c.env.incoming.socket.destroy();
};

const hang = (): Promise<Response> => new Promise(() => {});

/** What a fault does before the world hears of the request; null lets it through. */
async function before(c: Ask, fault: Fault): Promise<Response | null> {
  switch (fault.kind) {
    case 'status':
      return c.body(fault.body, fault.status as 500, {
        'Content-Type': fault.body.startsWith('{') ? 'application/json' : 'text/plain',
      });
    case 'reset_before':
      cut(c);
      return hang();
    case 'hang':
      return hang();
    case 'delay':
      await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
      return null;
    case 'reset_after':
      return null;
  }
}

function controls(app: Hono<Env>, { world, journal }: Service, faults: Faults): void {
  app.get('/__emulator/journal', (c) =>
    send(c, { status: 200, body: { entries: written(world, journal) }, accepted: false }),
  );
  app.post('/__emulator/faults', async (c) => {
    const order = FaultOrder.safeParse(await c.req.json());
    if (!order.success) return send(c, refuse(400, 'invalid_args', order.error.message));
    faults.order(order.data);
    return send(c, { status: 200, body: { success: true, rules: order.data.rules.length }, accepted: false });
  });
  for (const [name, control] of Object.entries(CONTROLS)) {
    app.post(`/__emulator/${name}`, async (c) => {
      const body = await bodyOf(c);
      const at = world.settle();
      const reply = control(world, body ?? {}, at);
      if (reply.accepted) {
        journal.append({
          at,
          method: 'POST',
          path: c.req.path,
          operation: `emulator.${name}`,
          identity: null,
          contract: null,
          params: {},
          body: body ?? {},
        });
      }
      return send(c, reply);
    });
  }
}

/** Accepted writes of Vast.ai's own paths; a rent shows the environment its contract kept, so a tag can be found. */
function written(world: World, journal: Journal): Fields[] {
  return journal.entries
    .filter((entry) => entry.identity !== null)
    .map(({ params: _, ...entry }) => {
      const env = entry.contract === null ? undefined : world.contracts.get(entry.contract)?.container.env;
      return { ...entry, extra_env: env?.map(([key, value]) => [key, value]) };
    });
}
