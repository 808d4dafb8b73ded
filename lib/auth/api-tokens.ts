/** Programs come with a token in `Authorization: Bearer`: which one it is, and who acts with it at this moment. */
import { and, eq, gt, isNull, lt, or, sql } from 'drizzle-orm';
import type { Actor, Via } from '@/lib/policy/actor';
import { isRole } from '@/lib/policy/roles';
import { sightOf } from '@/lib/policy/sight';
import { EFFECTS, type TokenFacts, tokenState } from '@/lib/policy/tokens';
import type { Db, Tx } from '@/lib/store/db';
import { apiToken, apiTokenSecret, membership, membershipTeam, person } from '@/lib/store/schema';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { tokenExpired, tokenForAgents, tokenRevoked, tokenUnknown } from './problems';
import { hashOf, newToken } from './tokens';

const PREFIX = 'gantry_';
/** `lastUsedAt` is for people to read; a write per call would be all cost. */
const TOUCH_EVERY_MS = 60_000;

export const newApiToken = (): string => `${PREFIX}${newToken()}`;

/** What stands behind `Bearer`, when anything does. */
export const bearerOf = (headers: Headers): string | undefined =>
  /^bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];

/** Who acts with this token now: a person's role and teams are those of this moment, never of when it was made. */
export async function actorOfToken(db: Db, text: string, via: Via, now: Date): Promise<Result<Actor>> {
  if (!text.startsWith(PREFIX)) return fail(tokenUnknown());
  const [row] = await db
    .select({ token: apiToken, name: person.name, role: membership.role })
    .from(apiTokenSecret)
    .innerJoin(
      apiToken,
      and(eq(apiToken.workspaceId, apiTokenSecret.workspaceId), eq(apiToken.id, apiTokenSecret.tokenId)),
    )
    .leftJoin(person, eq(person.id, apiToken.personId))
    .leftJoin(
      membership,
      and(eq(membership.workspaceId, apiToken.workspaceId), eq(membership.personId, apiToken.personId)),
    )
    .where(
      and(
        eq(apiTokenSecret.secretHash, hashOf(text)),
        or(isNull(apiTokenSecret.endsAt), gt(apiTokenSecret.endsAt, now)),
      ),
    );
  if (!row) return fail(tokenUnknown());
  const { token } = row;
  const state = tokenState(token, now);
  if (state !== 'live') return fail(state === 'revoked' ? tokenRevoked() : tokenExpired());
  if (token.agentOnly && via !== 'mcp') return fail(tokenForAgents());
  const role = (token.personId === null ? token.role : row.role) ?? '';
  // Whoever left the workspace takes their tokens along.
  if (!isRole(role)) return fail(tokenRevoked());
  const teams =
    token.personId === null ? token.teamIds : await teamsOf(db, token.workspaceId, token.personId);
  await touch(db, token, now);
  const standing = { workspaceId: token.workspaceId, role, sees: sightOf(role, teams), via };
  const facts = factsOf(token);
  return ok(
    token.personId === null
      ? { kind: 'service', name: token.name, ...standing, token: facts }
      : { kind: 'person', personId: token.personId, name: row.name ?? '', ...standing, token: facts },
  );
}

const factsOf = (token: typeof apiToken.$inferSelect): TokenFacts => ({
  id: token.id,
  name: token.name,
  operations: token.operations,
  effects: EFFECTS.filter((effect) => token.effects.includes(effect)),
  accounts: token.accounts,
  toolsets: token.toolsets,
  dayUsd: token.dayUsd?.toFixed() ?? null,
  rentHourUsd: token.rentHourUsd?.toFixed() ?? null,
  pace: {
    ...(token.readsMinute === null ? {} : { reads: token.readsMinute }),
    ...(token.writesMinute === null ? {} : { writes: token.writesMinute }),
  },
});

async function teamsOf(db: Tx, workspaceId: string, personId: string): Promise<string[]> {
  const rows = await db
    .select({ teamId: membershipTeam.teamId })
    .from(membershipTeam)
    .where(and(eq(membershipTeam.workspaceId, workspaceId), eq(membershipTeam.personId, personId)));
  return rows.map(({ teamId }) => teamId);
}

async function touch(db: Db, token: typeof apiToken.$inferSelect, now: Date): Promise<void> {
  const before = new Date(now.getTime() - TOUCH_EVERY_MS);
  if (token.lastUsedAt !== null && token.lastUsedAt > before) return;
  await db
    .update(apiToken)
    .set({ lastUsedAt: now })
    .where(
      and(
        eq(apiToken.workspaceId, token.workspaceId),
        eq(apiToken.id, token.id),
        // Of many calls at once, one writes.
        or(isNull(apiToken.lastUsedAt), lt(apiToken.lastUsedAt, sql`${before.toISOString()}::timestamptz`)),
      ),
    );
}
