/** Who asks, and about which of the workspace's accounts. */
import { actorOfToken, bearerOf } from '@/lib/auth/api-tokens';
import { sessionFromRequest } from '@/lib/auth/scope';
import type { GatewayPorts } from '@/lib/gateway';
import { teamNotFound } from '@/lib/gateway/problems';
import { noteInContext } from '@/lib/log/context';
import { type Actor, personActor, tokenOf } from '@/lib/policy/actor';
import { namedIn } from '@/lib/queries/names';

import { fail, ok, type Result } from '@/lib/vast/problem';
import { accountNeeded, accountUnknown, tokenNeeded } from './problems';

/** A token, or for reading a signed-in browser: other sites' pages can't read the answer, nor send the cookie along. */
export async function callerOf(db: GatewayPorts['db'], request: Request, now: Date): Promise<Result<Actor>> {
  const bearer = bearerOf(request.headers);
  if (bearer !== undefined) {
    const found = await actorOfToken(db, bearer, 'rest', now);
    if (found.ok) noteInContext({ workspaceId: found.value.workspaceId });
    return found;
  }
  const session = request.method === 'GET' ? await sessionFromRequest(request) : undefined;
  return session ? ok(personActor(session.scope, 'rest')) : fail(tokenNeeded());
}

export const accountOf = (db: GatewayPorts['db'], actor: Actor, request: Request): Promise<Result<string>> =>
  accountNamed(
    db,
    actor,
    new URL(request.url).searchParams.get('account') ?? request.headers.get('gantry-account') ?? undefined,
  );

/** By id or name; the only one needs no naming. Those that a token leaves out aren't there for it. */
export async function accountNamed(
  db: GatewayPorts['db'],
  actor: Actor,
  given: string | undefined,
): Promise<Result<string>> {
  const allowed = tokenOf(actor)?.accounts ?? null;
  const all = await namedIn(db, actor.workspaceId, 'accounts');
  const known = all.filter(({ id }) => allowed === null || allowed.includes(id));
  if (given === undefined) {
    const [only, another] = known;
    if (only && !another) return ok(only.id);
    const names = known.map(({ name, id }) => `${name} (${id})`).join(', ') || 'none is linked yet';
    return fail(accountNeeded({ accounts: names }));
  }
  const named = known.filter(({ id, name }) => id === given || name === given);
  const [one, twin] = named;
  return one && !twin ? ok(one.id) : fail(accountUnknown({ given }));
}

/** By id or name; without a word it is nobody's. */
export async function teamNamed(
  db: GatewayPorts['db'],
  { workspaceId }: Actor,
  given: string | undefined,
): Promise<Result<string | undefined>> {
  if (given === undefined) return ok(undefined);
  const teams = await namedIn(db, workspaceId, 'teams');
  const one = teams.find(({ id, name }) => id === given || name === given);
  return one ? ok(one.id) : fail(teamNotFound());
}
