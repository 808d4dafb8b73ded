/** API tokens: made, rotated and ended, each written down. The text of one is shown to whoever makes it, once. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import { newApiToken } from '@/lib/auth/api-tokens';
import { hashOf } from '@/lib/auth/tokens';
import { publish } from '@/lib/live/publish';
import { usd } from '@/lib/money';
import { type Actor, personOf } from '@/lib/policy/actor';
import { ownerRefusal } from '@/lib/policy/members';
import type { Role } from '@/lib/policy/roles';
import type { TokenFacts } from '@/lib/policy/tokens';
import { TOOLSETS } from '@/lib/policy/toolsets';
import { record } from '@/lib/store/audit';
import type { Tx } from '@/lib/store/db';
import { account, apiToken, apiTokenSecret, team } from '@/lib/store/schema';
import { isUuid } from '@/lib/store/uuid';
import { operationByName } from '@/lib/vast/operations';
import { fail, ok, type Problem, type Result } from '@/lib/vast/problem';
import { malformedInput } from '@/lib/vast/problems';
import { permissionRefusal } from './permit';
import { accountNotFound, nameMissing, teamNotFound, tokenNotFound } from './problems';
import type { GatewayPorts } from './types';

type TokenPorts = Pick<GatewayPorts, 'db' | 'now'>;

export type NewApiToken = Omit<TokenFacts, 'id'> & {
  /** Null: of whoever makes it, who may do no more with it than without. */
  service: { role: Role; teamIds: readonly string[] } | null;
  expiresAt: Date | null;
  /** It opens the agents' door and no other. */
  agentOnly?: boolean;
};

/** How long the secret that was replaced still opens the token. */
const OVERLAP_MS = 86_400_000;
const OVERLAP_MAX_MS = 30 * OVERLAP_MS;

export async function createToken(
  ports: TokenPorts,
  actor: Actor,
  given: NewApiToken,
): Promise<Result<{ tokenId: string; token: string }>> {
  const refused = makingRefusal(actor, given);
  if (refused) return fail(refused);
  const { service, dayUsd, rentHourUsd, pace, ...rest } = given;
  return ports.db.transaction(async (tx) => {
    const unknown = await unknownIn(tx, actor.workspaceId, given);
    if (unknown) return fail(unknown);
    const [made] = await tx
      .insert(apiToken)
      .values({
        ...rest,
        workspaceId: actor.workspaceId,
        name: given.name.trim(),
        personId: service ? null : personOf(actor),
        role: service?.role ?? null,
        teamIds: [...(service?.teamIds ?? [])],
        operations: given.operations && [...given.operations],
        effects: [...given.effects],
        accounts: given.accounts && [...given.accounts],
        toolsets: given.toolsets ? [...given.toolsets] : null,
        dayUsd: dayUsd === null ? null : usd(dayUsd),
        rentHourUsd: rentHourUsd === null ? null : usd(rentHourUsd),
        readsMinute: pace?.reads ?? null,
        writesMinute: pace?.writes ?? null,
        createdAt: ports.now(),
        createdBy: personOf(actor),
      })
      .returning({ id: apiToken.id });
    if (!made) throw new Error('an insert returns its row');
    const token = await addSecret(tx, actor.workspaceId, made.id, ports.now());
    await note(tx, actor, ports.now(), 'token.made', `made the API token ${given.name.trim()}`, {
      tokenId: made.id,
      scope: { ...rest, service, dayUsd, rentHourUsd, pace },
    });
    return ok({ tokenId: made.id, token });
  });
}

/** A second secret for the same token; those before it open it until the overlap is over. */
export async function rotateToken(
  ports: TokenPorts,
  actor: Actor,
  given: { tokenId: string; overlapMs?: number },
): Promise<Result<{ token: string; overlapEndsAt: Date }>> {
  const overlapMs = Math.min(Math.max(0, given.overlapMs ?? OVERLAP_MS), OVERLAP_MAX_MS);
  return onToken(ports, actor, given.tokenId, async (tx, known) => {
    const overlapEndsAt = new Date(ports.now().getTime() + overlapMs);
    await tx
      .update(apiTokenSecret)
      .set({ endsAt: sql`least(${apiTokenSecret.endsAt}, ${overlapEndsAt.toISOString()}::timestamptz)` })
      .where(secretsOf(actor.workspaceId, known.id));
    const token = await addSecret(tx, actor.workspaceId, known.id, ports.now());
    await note(tx, actor, ports.now(), 'token.rotated', `rotated the API token ${known.name}`, {
      tokenId: known.id,
      overlapEndsAt: overlapEndsAt.toISOString(),
    });
    return { token, overlapEndsAt };
  });
}

/** From the next call on it opens nothing; its secrets are forgotten. */
export async function revokeToken(ports: TokenPorts, actor: Actor, tokenId: string): Promise<Result<void>> {
  return onToken(ports, actor, tokenId, async (tx, known) => {
    await tx.update(apiToken).set({ revokedAt: ports.now() }).where(isToken(actor.workspaceId, known.id));
    await note(tx, actor, ports.now(), 'token.revoked', `revoked the API token ${known.name}`, {
      tokenId: known.id,
    });
  });
}

/** For one's own: the right to have some. For a service's: the right to manage them, and no more rank than one has. */
function makingRefusal(actor: Actor, given: NewApiToken): Problem | null {
  if (given.name.trim() === '') return nameMissing({ what: 'The token' });
  if (given.effects.length === 0) return malformedInput({ field: 'effects', why: 'it could do nothing' });
  if (Object.values(given.pace ?? {}).some((each) => each !== null && !isPace(each)))
    return malformedInput({ field: 'pace', why: 'calls a minute are a whole number from 1 to 1,000,000' });
  const wrong = given.operations?.find((name) => !operationByName.has(name));
  if (wrong !== undefined) return malformedInput({ field: 'operations', why: `there is no ${wrong}` });
  const set = given.toolsets?.find((name) => !TOOLSETS.includes(name));
  if (set !== undefined) return malformedInput({ field: 'toolsets', why: `there is no ${set}` });
  if (!given.service) return permissionRefusal(actor, 'tokens.own');
  const refused = permissionRefusal(actor, 'tokens.manage', 'setup');
  return refused ?? (actor.kind === 'rule' ? null : ownerRefusal(actor.role, given.service.role));
}

const isPace = (perMinute: number) => Number.isInteger(perMinute) && perMinute >= 1 && perMinute <= 1_000_000;

async function unknownIn(tx: Tx, workspaceId: string, given: NewApiToken): Promise<Problem | null> {
  const accounts = await tx
    .select({ id: account.id })
    .from(account)
    .where(and(eq(account.workspaceId, workspaceId), isNull(account.removedAt)));
  if (given.accounts?.some((id) => !accounts.some((each) => each.id === id))) return accountNotFound();
  const teams = await tx.select({ id: team.id }).from(team).where(eq(team.workspaceId, workspaceId));
  const wrong = given.service?.teamIds.some((id) => !teams.some((each) => each.id === id));
  return wrong ? teamNotFound() : null;
}

/** On one's own with the right to have some; on anybody's with the right to manage them. A stranger's isn't found. */
async function onToken<T>(
  { db }: TokenPorts,
  actor: Actor,
  tokenId: string,
  work: (tx: Tx, known: typeof apiToken.$inferSelect) => Promise<T>,
): Promise<Result<T>> {
  return db.transaction(async (tx) => {
    const [known] = isUuid(tokenId)
      ? await tx.select().from(apiToken).where(isToken(actor.workspaceId, tokenId)).for('update')
      : [];
    const own = known !== undefined && known.personId !== null && known.personId === personOf(actor);
    const refused = permissionRefusal(actor, own ? 'tokens.own' : 'tokens.manage', 'setup');
    if (refused) return fail(refused);
    if (!known || known.revokedAt !== null) return fail(tokenNotFound());
    const outranked = actor.kind === 'rule' ? null : ownerRefusal(actor.role, known.role);
    return outranked ? fail(outranked) : ok(await work(tx, known));
  });
}

async function addSecret(tx: Tx, workspaceId: string, tokenId: string, at: Date): Promise<string> {
  const token = newApiToken();
  await tx.insert(apiTokenSecret).values({ workspaceId, tokenId, secretHash: hashOf(token), createdAt: at });
  return token;
}

async function note(
  tx: Tx,
  actor: Actor,
  at: Date,
  action: string,
  sentence: string,
  detail: Record<string, unknown>,
): Promise<void> {
  await record(tx, actor, { at, action, result: 'done', sentence, detail });
  await publish(tx, actor.workspaceId, ['activity']);
}

const isToken = (workspaceId: string, id: string) =>
  and(eq(apiToken.workspaceId, workspaceId), eq(apiToken.id, id));
const secretsOf = (workspaceId: string, tokenId: string) =>
  and(eq(apiTokenSecret.workspaceId, workspaceId), eq(apiTokenSecret.tokenId, tokenId));
