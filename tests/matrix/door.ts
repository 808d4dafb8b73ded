import { randomBytes } from 'node:crypto';
import { seatMember } from '@/lib/auth/members';
import { createGateway, type Gateway, type GatewayPorts } from '@/lib/gateway/index';
import { type Actor, personActor } from '@/lib/policy/actor';
import type { Role } from '@/lib/policy/roles';
import { sightOf } from '@/lib/policy/sight';
import { person } from '@/lib/store/schema';
import { createVast } from '@/lib/vast/client';
import { NOW } from '@/tests/support/rows';
import type { Places } from './places';
import { ROLES } from './table';

/** A gateway behind which is no Vast.ai: no account's key opens with its secret, and nothing may get past that. */
export function closedDoor({ here }: Places): { ports: GatewayPorts; gateway: Gateway } {
  const ports: GatewayPorts = {
    db: here.store.db,
    vast: createVast({
      fetch: () => Promise.reject(new Error('Vast.ai must not hear of it')),
      limiter: { book: async () => 0, slowDown: async () => {} },
      nowMs: () => NOW.getTime(),
      sleep: async () => {},
      random: () => 0.5,
    }),
    now: () => NOW,
    secretKey: randomBytes(32),
  };
  return { ports, gateway: createGateway(ports) };
}

/** Makes everybody of `actorAs` a member, for what asks who they are today. */
export async function seatEverybody({ here, teams }: Places): Promise<void> {
  const { db } = here.store;
  const { workspaceId } = here.scope;
  for (const role of ROLES) {
    await db.insert(person).values({ id: idOf(role), email: `${role}@example.test`, name: role });
    await seatMember(db, { workspaceId, personId: idOf(role), role, teamIds: [teams.own] });
  }
}

/** Somebody of the team Own, in this role. */
export const actorAs = (role: Role, { here, teams }: Places): Actor =>
  personActor({ ...here.scope, personId: idOf(role), role, sees: sightOf(role, [teams.own]) });

const idOf = (role: Role) =>
  `00000000-0000-4000-8000-${Buffer.from(role).toString('hex').slice(0, 12).padEnd(12, '0')}`;
