/** The controls over HTTP, outside Vast.ai's paths. */
import type { Hono } from 'hono';
import type { Courier } from './courier';
import { FaultOrder, type Faults } from './faults';
import type { Journal } from './journal';
import type { Fields } from './json';
import { answer, refuse } from './reply';
import { CONTROLS } from './routes/controls';
import { bodyOf, type Env, send } from './wire';
import type { World } from './world/world';

export function controls(
  app: Hono<Env>,
  world: World,
  { journal, courier }: { readonly journal: Journal; readonly courier: Courier },
  faults: Faults,
): void {
  app.get('/__emulator/journal', (c) => send(c, answer({ entries: written(world, journal) })));
  app.post('/__emulator/faults', async (c) => {
    const order = FaultOrder.safeParse(await c.req.json());
    if (!order.success) return send(c, refuse(400, 'invalid_args', order.error.message));
    faults.order(order.data);
    return send(c, answer({ success: true, rules: order.data.rules.length }));
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
          key: null,
          contract: null,
          params: {},
          body: body ?? {},
        });
      }
      courier.send(world.notifications.take());
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
