/** The world over HTTP: which path asks for what, and the way of a request to its handler. */
import { Hono } from 'hono';
import { identityOf, mayCall } from './access';
import { ask } from './ask';
import { controls } from './controls';
import type { Courier } from './courier';
import { Faults } from './faults';
import type { Journal } from './journal';
import type { Fields } from './json';
import { type LimitMode, Limits, tooFrequent } from './limits';
import { BadQuery } from './query';
import { type Reply, refuse } from './reply';
import type { Route } from './route';
import { UPLOADS_PATH } from './routes/deployments';
import { RESULTS_PATH, type ResultStore } from './routes/logs';
import { Troubles } from './troubles';
import { before, bodyOf, cut, type Env, hang, send, type Wire } from './wire';
import type { World } from './world/world';

export interface Service {
  readonly world: World;
  readonly journal: Journal;
  readonly routes: readonly Route[];
  readonly results: ResultStore;
  readonly courier: Courier;
  readonly limits: LimitMode;
  readonly realMs: () => number;
}

export function serverOf(service: Service): Hono<Env> {
  const { world, results } = service;
  const app = new Hono<Env>({ strict: false });
  const faults = new Faults();
  app.use('*', async (c, next) => {
    await next();
    c.res.headers.set('Date', new Date(world.clock.now() * 1000).toUTCString());
  });
  controls(app, world, service, faults);
  app.use('/api/*', async (c, next) => {
    const fault = faults.strike(c.req.method, c.req.path);
    const instead = fault ? await before(c, fault) : null;
    if (instead) return instead;
    await next();
    if (fault?.kind === 'reset_after') cut(c);
  });
  const answered = way(service);
  for (const route of service.routes) app.on(route.method, route.path, (c) => answered(c, route));
  app.get(`${RESULTS_PATH}/:name`, (c) => {
    const found = results.get(c.req.param('name'));
    return found === null ? c.text('not uploaded yet', 404) : c.text(found);
  });
  app.post(UPLOADS_PATH, (c) => c.body(null, 204));
  app.notFound((c) => send(c, refuse(404, 'not_found', `No such endpoint: ${c.req.method} ${c.req.path}`)));
  app.onError((error, c) => {
    if (error instanceof BadQuery) return send(c, malformed(error.code, error.message));
    complain(error);
    return send(c, refuse(500, 'internal_error', error.message));
  });
  return app;
}

/** A mistake of the emulator's own, in the shape in which Gantry's other processes write their logs. */
function complain(error: Error): void {
  const entry = { level: 'error', time: new Date().toISOString(), part: 'emulator', msg: error.stack };
  process.stderr.write(`${JSON.stringify(entry)}\n`);
}

/** What can't be read is answered without `success` (spec). */
const malformed = (error: string, msg: string): Reply => ({
  status: 400,
  body: { error, msg },
  accepted: false,
});

/** body -> limit -> who is it -> may this key -> is the account in trouble -> the world -> journal -> answer. */
function way({ world, journal, courier, limits: mode, realMs }: Service) {
  const limits = new Limits(mode);
  const troubles = new Troubles(world.seed);
  return async (c: Wire, route: Route): Promise<Response> => {
    const body = await bodyOf(c);
    if (body === null) return send(c, malformed('invalid_request', 'Invalid json body'));
    const { params, query } = asked(c);
    const bearer = c.req.header('authorization');
    const caller = `${bearer} ${query.api_key} ${c.env.incoming.socket.remoteAddress}`;
    const broken = limits.refuse(caller, route.name, route.intervalS, realMs());
    if (broken !== null) return c.text(tooFrequent(broken), 429);
    const who = route.open
      ? anybody(world)
      : identityOf(world, bearer, query.api_key, body.api_key, route.router);
    if ('refused' in who) return send(c, who.refused);
    const denied = mayCall(who, route, { ...query, ...body, ...params });
    if (denied) return send(c, denied);
    const trouble = troubles.of(who.account);
    if (trouble === 'silence') return hang();
    if (trouble === 'unavailable') return c.text('upstream connect error', 503);
    const at = world.settle();
    const reply = ask(world, route, {
      ...who,
      at,
      params,
      query,
      body,
      origin: new URL(c.req.url).origin,
    });
    if (reply.accepted) {
      const { method, name } = route;
      const contract = reply.contract ?? null;
      const { api_key: _, ...kept } = query;
      journal.append({
        at,
        method,
        path: c.req.path,
        operation: name,
        identity: who.account.name,
        key: who.key.id,
        contract,
        params,
        ...(Object.keys(kept).length > 0 ? { query: kept } : {}),
        // Nobody can sign in here: no password is worth keeping.
        body: 'password' in body ? { ...body, password: '***' } : body,
      });
    }
    courier.send(world.notifications.take());
    return send(c, (await reply.unless?.()) ?? reply);
  };
}

function asked(c: Wire): { params: Record<string, string>; query: Record<string, string> } {
  const params: Fields = c.req.param();
  return {
    params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])),
    query: c.req.query(),
  };
}

/** Operations that need no key are answered as to the first account: they show nothing of anybody. */
function anybody(world: World): ReturnType<typeof identityOf> {
  const account = world.accounts[0];
  const key = account?.keys[0];
  return account && key
    ? { account, key }
    : { refused: refuse(401, 'auth_error', 'This action requires login.') };
}
