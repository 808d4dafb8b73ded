/** Who asks: a token, by its bearer. There is no other way in, and none while agents are stopped. */
import { actorOfToken, bearerOf } from '@/lib/auth/api-tokens';
import type { GatewayPorts } from '@/lib/gateway';
import { stoppedRefusal } from '@/lib/gateway/agents';
import { noteInContext } from '@/lib/log/context';
import { personOf, type Scope } from '@/lib/policy/actor';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { tokenNeeded } from '../rest/problems';
import type { Call } from './tool';

/** A service is nobody's: what belongs to one person is not found for it. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

export async function agentOf(
  db: GatewayPorts['db'],
  request: Request,
  now: Date,
): Promise<Result<Pick<Call, 'actor' | 'scope'>>> {
  const bearer = bearerOf(request.headers);
  if (bearer === undefined) return fail(tokenNeeded());
  const found = await actorOfToken(db, bearer, 'mcp', now);
  if (!found.ok) return found;
  const actor = found.value;
  if (actor.kind === 'rule') return fail(tokenNeeded());
  noteInContext({ workspaceId: actor.workspaceId });
  const stopped = await stoppedRefusal(db, actor.workspaceId);
  return stopped ? fail(stopped) : ok({ actor, scope: scopeOf(actor) });
}

const scopeOf = (actor: Call['actor']): Scope => ({
  workspaceId: actor.workspaceId,
  personId: personOf(actor) ?? NOBODY,
  personName: actor.name,
  email: '',
  role: actor.role,
  sees: actor.sees,
});
