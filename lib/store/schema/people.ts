import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { moment, workspaceId } from './columns';

/** Somebody who can sign in. Global: one person may belong to several workspaces. */
export const person = pgTable(
  'person',
  {
    id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
    /** Lower-case; what is typed at sign-in. */
    email: text('email').notNull(),
    name: text('name').notNull(),
    /** argon2id, PHC string; null for people who only come through single sign-on. */
    passwordHash: text('password_hash'),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [uniqueIndex('person_email').on(t.email)],
);

/** A company's books and machines. `demo` workspaces hold simulated accounts only; their dollars are never in a sum with real ones. */
export const workspace = pgTable('workspace', {
  id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
  name: text('name').notNull(),
  kind: text('kind', { enum: ['real', 'demo'] }).notNull(),
  /** IANA zone in which moments are shown; days of cost stay UTC days. */
  timeZone: text('time_zone').notNull().default('UTC'),
  /** Since when every agent is stopped, and by whom; null while they may act. */
  agentsStoppedAt: moment('agents_stopped_at'),
  agentsStoppedBy: uuid('agents_stopped_by'),
  createdAt: moment('created_at').notNull().defaultNow(),
});

export const membership = pgTable(
  'membership',
  {
    workspaceId: workspaceId().references(() => workspace.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    /** A name from the roles table in `lib/policy`. */
    role: text('role').notNull(),
    /** Given by the groups that a provider of single sign-on names: renewed at each sign-in there, ended by it, too. */
    byGroups: boolean('by_groups').notNull().default(false),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.personId] })],
);

/** A signed-in browser. The cookie holds a random id, the row its SHA-256: reading the table doesn't sign anybody in. */
export const session = pgTable('session', {
  idHash: text('id_hash').primaryKey(),
  personId: uuid('person_id')
    .notNull()
    .references(() => person.id),
  /** The workspace on screen; switching it is an update here, so that all tabs agree. */
  workspaceId: uuid('workspace_id').references(() => workspace.id),
  createdAt: moment('created_at').notNull().defaultNow(),
  lastSeenAt: moment('last_seen_at').notNull().defaultNow(),
  expiresAt: moment('expires_at').notNull(),
  revokedAt: moment('revoked_at'),
  address: text('address'),
  agent: text('agent'),
});

/** Failed sign-ins counted per account and per address within a window. */
export const signInAttempt = pgTable('sign_in_attempt', {
  /** `address:<ip>`, `email:<lower case>` or `identity:<provider> <subject>`; `reset:` before it, askings for a new password. */
  key: text('key').primaryKey(),
  windowStart: moment('window_start').notNull(),
  failures: integer('failures').notNull(),
});

/** The one-time link printed in the terminal for a first start without an owner. */
export const firstRunLink = pgTable('first_run_link', {
  tokenHash: text('token_hash').primaryKey(),
  createdAt: moment('created_at').notNull().defaultNow(),
  usedAt: moment('used_at'),
});

/** Of a role that sees its teams only: which ones. Other roles see all, and may still belong to some. */
export const membershipTeam = pgTable(
  'membership_team',
  {
    workspaceId: workspaceId(),
    personId: uuid('person_id').notNull(),
    teamId: uuid('team_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.personId, t.teamId] }),
    foreignKey({
      name: 'membership_team_member',
      columns: [t.workspaceId, t.personId],
      foreignColumns: [membership.workspaceId, membership.personId],
    }).onDelete('cascade'),
  ],
);

/** A link that lets one person in. The table holds its SHA-256; the link itself is shown once. */
export const invitation = pgTable(
  'invitation',
  {
    workspaceId: workspaceId().references(() => workspace.id),
    id: uuid('id').notNull().default(sql`gen_random_uuid()`),
    tokenHash: text('token_hash').notNull(),
    /** Lower-case. Whoever accepts signs in or signs up under it. */
    email: text('email').notNull(),
    role: text('role').notNull(),
    teamIds: jsonb('team_ids').$type<string[]>().notNull(),
    invitedBy: uuid('invited_by').notNull(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    acceptedAt: moment('accepted_at'),
    acceptedBy: uuid('accepted_by'),
    revokedAt: moment('revoked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('invitation_token').on(t.workspaceId, t.tokenHash),
    index('invitation_by_token').on(t.tokenHash),
  ],
);

/** A one-time link to a new password: by e-mail, or made by an admin where there is no mail. Global, as people are. */
export const passwordReset = pgTable('password_reset', {
  tokenHash: text('token_hash').primaryKey(),
  personId: uuid('person_id')
    .notNull()
    .references(() => person.id),
  /** Null when the person asked for it. */
  madeBy: uuid('made_by'),
  createdAt: moment('created_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
  usedAt: moment('used_at'),
});

/** Who a person is at a provider of single sign-on. Global, as people are. */
export const personIdentity = pgTable(
  'person_identity',
  {
    /** `oidc:<issuer>`, `github` or `google`. */
    provider: text('provider').notNull(),
    /** The provider's own id of them, which never changes; their e-mail may. */
    subject: text('subject').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.provider, t.subject] })],
);
