import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { authenticate, identify } from '@/lib/auth/authenticate';
import { createSession, findSession } from '@/lib/auth/sessions';
import { admit } from '@/lib/auth/sign-on/admit';
import type { Identity } from '@/lib/auth/sign-on/identity';
import { readConfig } from '@/lib/config';
import { invite } from '@/lib/gateway/members';
import type { GatewayPorts } from '@/lib/gateway/types';
import { parseGroupRules } from '@/lib/policy/groups';
import type { Role } from '@/lib/policy/roles';
import type { Store } from '@/lib/store/db';
import { membership, membershipTeam, person, personIdentity, team } from '@/lib/store/schema';
import { audited, join, newTeam, PASSWORD } from '@/tests/support/members';
import { later, makeWorkspace, NOW, nowhere, openTestStore } from './world';

// Who comes in by a provider that vouches for them, with which role and teams, and who doesn't.
let store: Store;
let home: string;
let demo: string;
let rules: string | undefined;
beforeEach(async () => {
  store = await openTestStore();
  home = await makeWorkspace(store, 'real');
  demo = await makeWorkspace(store, 'demo');
  await join(store.db, home, 'Olga', 'owner');
  rules = 'admins=admin;ml=engineer:Research,Search;vision=viewer:Vision';
  return () => store.close();
});

const SSO = { id: 'oidc', name: 'Northwind SSO' } as const;
const comes = (groups: string[] | undefined, more: Partial<Identity> = {}, now = NOW) => {
  const parsed = rules === undefined ? undefined : parseGroupRules(rules);
  if (parsed && !parsed.ok) throw new Error(parsed.problem.say);
  const identity = {
    way: SSO,
    provider: 'oidc:https://login.example.com',
    subject: 'u-ada',
    email: 'ada@example.test',
    name: 'Ada',
    groups: groups ?? [],
    ...more,
  };
  return admit(store.db, identity, parsed?.value, now);
};
const byGoogle = { way: { id: 'google', name: 'Google' }, provider: 'google', subject: '1' } as const;

const codeOf = async (result: ReturnType<typeof admit>) => {
  const done = await result;
  return done.ok ? 'in' : done.problem.code;
};
const idOf = async (email = 'ada@example.test') =>
  (await store.db.select().from(person).where(eq(person.email, email)))[0]?.id ?? '';
/** "engineer: Research, Search", or nothing. */
async function seat(workspaceId = home, email?: string): Promise<string | undefined> {
  const personId = await idOf(email);
  const [row] = await store.db
    .select()
    .from(membership)
    .where(and(eq(membership.workspaceId, workspaceId), eq(membership.personId, personId || home)));
  const teams = await store.db
    .select({ name: team.name })
    .from(membershipTeam)
    .innerJoin(team, eq(team.id, membershipTeam.teamId))
    .where(and(eq(membershipTeam.workspaceId, workspaceId), eq(membershipTeam.personId, personId || home)))
    .orderBy(team.name);
  return row && `${row.role}: ${teams.map(({ name }) => name).join(', ')}`;
}
const said = (action?: string) => audited(store.db, home, action);

describe('groups', () => {
  it('make somebody new a member, in the teams they name, and in the demo', async () => {
    await newTeam(store.db, home, 'Search');
    expect(await codeOf(comes(['ml', 'all-staff']))).toBe('in');
    expect(await seat()).toBe('engineer: Research, Search');
    expect(await seat(demo)).toBe('engineer: ');
    expect(await store.db.select().from(person).where(eq(person.name, 'Ada'))).toMatchObject([
      { email: 'ada@example.test', passwordHash: null },
    ]);
    expect((await store.db.select().from(team)).map(({ name }) => name).sort()).toEqual([
      'Research',
      'Search',
    ]);
    expect(await said()).toEqual([
      'Northwind SSO added the team Research, which a group belongs to',
      'Northwind SSO let in Ada as engineer of Research and Search, by their groups',
      'Ada linked their account with Northwind SSO',
    ]);
  });

  it('are read again at each sign-in: role and teams follow them, up and down', async () => {
    await comes(['ml']);
    await comes(['vision', 'ml']);
    expect(await seat()).toBe('engineer: Research, Search, Vision');
    await comes(['vision']);
    expect(await seat()).toBe('viewer: Vision');
    await comes(['admins', 'vision']);
    expect(await seat()).toBe('admin: Vision');
    expect(await seat(demo)).toBe('admin: ');
    await comes(['admins', 'vision']);
    expect((await said('member.changed')).length).toBe(3);
    expect((await said('member.changed')).at(-1)).toBe(
      'Northwind SSO made Ada admin of Vision, by their groups',
    );
  });

  it('that are all gone end the membership, its sessions and the demo', async () => {
    await comes(['ml']);
    const session = await createSession(store.db, await idOf(), nowhere, NOW);
    expect(await codeOf(comes(['all-staff']))).toBe('auth.not_let_in');
    expect(await seat()).toBeUndefined();
    expect(await seat(demo)).toBeUndefined();
    expect(await findSession(store.db, session?.id ?? '', NOW)).toBeUndefined();
    expect(await said('member.removed')).toEqual([
      'Northwind SSO ended the membership of Ada, whose groups no longer give one',
    ]);
    // What was over doesn't come back to life with the next group.
    expect(await codeOf(comes(['vision']))).toBe('in');
    expect(await findSession(store.db, session?.id ?? '', NOW)).toBeUndefined();
    expect(await seat()).toBe('viewer: Vision');
  });

  it('give nothing to who comes by another provider', async () => {
    expect(await codeOf(comes(['admins'], byGoogle))).toBe('auth.not_let_in');
    await comes(['ml']);
    expect(await codeOf(comes([], byGoogle))).toBe('in');
    expect(await seat()).toBe('engineer: Research, Search');
  });

  it('without teams leave them to whoever gives them by hand', async () => {
    rules = 'staff=engineer';
    await comes(['staff']);
    const nlp = await newTeam(store.db, home, 'NLP');
    await store.db.insert(membershipTeam).values({ workspaceId: home, personId: await idOf(), teamId: nlp });
    await comes(['staff']);
    expect(await seat()).toBe('engineer: NLP');
  });
});

describe('a member by hand', () => {
  const ada = (role: Role) => join(store.db, home, 'Ada', role);

  it('stays who they are when no group of theirs is on the list', async () => {
    await ada('finance');
    expect(await codeOf(comes(['all-staff']))).toBe('in');
    expect(await codeOf(comes([]))).toBe('in');
    expect(await seat()).toBe('finance: ');
  });

  it('becomes a member by groups with the first that is, and ends with the last', async () => {
    await ada('admin');
    await comes(['vision']);
    expect(await seat()).toBe('viewer: Vision');
    expect(await codeOf(comes([]))).toBe('auth.not_let_in');
    expect(await seat()).toBeUndefined();
  });

  it('who owns the workspace goes on owning it', async () => {
    await ada('owner');
    expect(await codeOf(comes(['vision']))).toBe('in');
    expect(await seat()).toBe('owner: Vision');
    expect(await codeOf(comes([]))).toBe('in');
    expect(await seat()).toBe('owner: Vision');
  });
});

describe('the last owner, made by groups,', () => {
  beforeEach(async () => {
    rules = 'owners=owner;vision=viewer:Vision';
    await comes(['owners']);
    await store.db
      .delete(membership)
      .where(and(eq(membership.role, 'owner'), eq(membership.personId, await idOf('olga@example.test'))));
  });

  it('is neither lowered nor removed, and the audit says why', async () => {
    expect(await codeOf(comes(['vision']))).toBe('in');
    expect(await seat()).toBe('owner: Vision');
    expect(await codeOf(comes([]))).toBe('in');
    expect(await seat()).toBe('owner: Vision');
    expect(await said('member.removed')).toEqual([
      'Northwind SSO kept Ada, whose groups no longer give a membership, as the last owner: refused',
    ]);
  });

  it('is lowered once there is another', async () => {
    await join(store.db, home, 'Otto', 'owner');
    await comes(['vision']);
    expect(await seat()).toBe('viewer: Vision');
  });
});

describe('an invitation', () => {
  const invited = async (role: Role, email = 'ada@example.test') => {
    const owner = await join(store.db, home, 'Otto', 'owner');
    const ports = { db: store.db, now: () => NOW } as GatewayPorts;
    const made = await invite(ports, owner, { email, role, teamIds: [] });
    if (!made.ok) throw new Error(made.problem.say);
  };
  beforeEach(() => {
    rules = undefined;
  });

  it('lets in whose e-mail the provider has verified, once and by any provider', async () => {
    await invited('finance');
    expect(await codeOf(comes(undefined, byGoogle))).toBe('in');
    expect(await seat()).toBe('finance: ');
    expect(await codeOf(comes(undefined))).toBe('in');
    expect(await store.db.select().from(personIdentity)).toHaveLength(2);
    expect(await said('member.joined')).toHaveLength(1);
  });

  it('lets in nobody else, and not when it is over', async () => {
    await invited('finance');
    expect(await codeOf(comes(undefined, { email: 'eve@example.test' }))).toBe('auth.not_let_in');
    expect(await codeOf(comes(undefined, { email: undefined }))).toBe('auth.email_unverified');
    expect(await codeOf(comes(undefined, {}, later(8 * 86_400_000)))).toBe('auth.not_let_in');
    expect(await idOf()).toBe('');
  });

  it('gives way to groups, which give the role', async () => {
    rules = 'vision=viewer:Vision';
    await invited('admin');
    await comes(['vision']);
    expect(await seat()).toBe('viewer: Vision');
  });
});

describe('who somebody is', () => {
  it('is decided by the provider’s own id, whatever their e-mail becomes', async () => {
    await comes(['ml']);
    const ada = await idOf();
    await join(store.db, home, 'Eve', 'finance');
    for (const email of ['ada.lovelace@example.test', 'eve@example.test', undefined]) {
      expect(await comes(['ml'], { email })).toEqual({ ok: true, value: { personId: ada } });
    }
    expect(await seat(home, 'eve@example.test')).toBe('finance: ');
    expect(await store.db.select().from(personIdentity)).toHaveLength(1);
  });

  it('is, the first time, whoever has that verified e-mail, and from then on', async () => {
    const ada = await join(store.db, home, 'Ada', 'engineer');
    rules = undefined;
    expect(await comes(undefined)).toEqual({ ok: true, value: { personId: ada.personId } });
    expect(await codeOf(comes(undefined, { email: undefined }))).toBe('in');
  });

  it('is nobody by an address that isn’t verified, not even with a group: it could be somebody’s', async () => {
    await join(store.db, home, 'Ada', 'owner');
    expect(await codeOf(comes(['ml'], { email: undefined }))).toBe('auth.email_unverified');
    expect(await store.db.select().from(personIdentity)).toHaveLength(0);
    expect(await seat()).toBe('owner: ');
  });

  it('is one person, when they come at the same moment by several ways', async () => {
    const ways = [{}, byGoogle, { ...byGoogle, provider: 'github', subject: '7' }, {}];
    await invite(
      { db: store.db, now: () => NOW } as GatewayPorts,
      await join(store.db, home, 'Otto', 'owner'),
      {
        email: 'ada@example.test',
        role: 'viewer',
        teamIds: [],
      },
    );
    const came = await Promise.all(ways.map((way) => codeOf(comes(['ml'], way))));
    expect(came).toEqual(['in', 'in', 'in', 'in']);
    expect(await store.db.select().from(personIdentity)).toHaveLength(3);
    expect(await store.db.select().from(person).where(eq(person.name, 'Ada'))).toHaveLength(1);
  });
});

describe('a password beside single sign-on', () => {
  const settings = (more: Record<string, string> = {}) =>
    readConfig({
      GANTRY_OIDC_ISSUER: 'https://login.example.com',
      GANTRY_OIDC_CLIENT_ID: 'gantry',
      GANTRY_OIDC_CLIENT_SECRET: 'secret',
      GANTRY_OIDC_NAME: SSO.name,
      GANTRY_OIDC_GROUPS: 'ml=engineer',
      ...more,
    });
  const signsIn = async (config = settings(), email = 'ada@example.test') => {
    const who = await authenticate(store.db, { email, password: PASSWORD }, nowhere, NOW, config);
    return who.ok ? 'in' : who.problem.code;
  };

  it('is the same person by either way', async () => {
    const ada = await join(store.db, home, 'Ada', 'engineer');
    await comes([]);
    expect(await signsIn()).toBe('in');
    expect(await idOf()).toBe(ada.personId);
  });

  it('doesn’t lead past the groups, as long as they decide', async () => {
    await join(store.db, home, 'Ada', 'engineer');
    await comes(['ml']);
    expect(await signsIn()).toBe('auth.come_by_provider');
    // Nor to an invitation, which asks for the password by itself.
    const given = { email: 'ada@example.test', password: PASSWORD };
    expect(await identify(store.db, given, nowhere, NOW, settings())).toMatchObject({
      problem: { code: 'auth.come_by_provider' },
    });
    expect(await signsIn(settings({ GANTRY_OIDC_GROUPS: '' }))).toBe('in');
    expect(await signsIn(readConfig({}))).toBe('in');
  });

  it('stays an owner’s, for the day on which the provider is down', async () => {
    await join(store.db, home, 'Ada', 'admin');
    rules = 'owners=owner';
    await comes(['owners']);
    expect(await signsIn()).toBe('in');
  });

  it('is refused to everybody where passwords are off, right or wrong', async () => {
    const off = settings({ GANTRY_PASSWORD_SIGN_IN: 'off' });
    expect(await signsIn(off, 'olga@example.test')).toBe('auth.passwords_off');
    expect(await signsIn(off, 'nobody@example.test')).toBe('auth.passwords_off');
  });
});
