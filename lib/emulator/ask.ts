/** A question to the world, live or played again; what it takes stands in the account's audit log. */
import type { Call, Reply } from './reply';
import type { Route } from './route';
import { argsOf } from './world/audit';
import type { World } from './world/world';

export function ask(world: World, route: Route, call: Call): Reply {
  const reply = route.handler(world, call);
  if (reply.accepted) {
    world.audit.push({
      account: call.account.id,
      key: call.key.id,
      at: call.at,
      route: `${route.method} ${route.path}`,
      args: argsOf(call.params, call.query, call.body),
    });
  }
  return reply;
}
