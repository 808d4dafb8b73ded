/**
 * Who may do what, said once more and apart from the code: every route, screen and action with the right it needs.
 * tests/e2e/matrix.spec.ts asks for each as each role, of each place, and fails when one is missing here.
 */
import { type Permission, type Role, roles } from '@/lib/policy/roles';

/** Whose the object is that is asked for, seen by somebody of the team Own. */
export const PLACES = ['own', 'other', 'nobody', 'elsewhere'] as const;
export type Place = (typeof PLACES)[number];

export interface Target {
  accountId: string;
  contractId: number;
}

export interface Row {
  /** Null: whoever is signed in. */
  needs: Permission | null;
  /** An address, or one for each place. */
  path: string | ((target: Target) => string);
  /** With a body it is a POST of it. */
  body?: unknown;
}

/** Everybody may ask, signed in or not. */
export const OPEN_TO_ALL = [
  'app/api/auth/[...nextauth]/route.ts',
  'app/api/health/route.ts',
  // Vast.ai, which signs what it posts.
  'app/api/hooks/vast/[hook]/route.ts',
  'app/api/openapi.json/route.ts',
  'app/api/reference/route.ts',
  'app/metrics/route.ts',
];
/** By a rule of their own. */
export const BY_OWN_RULE = [
  // Whoever owns the company's workspace makes others (people.spec.ts).
  'app/(shell)/(admin)/workspaces/new/page.tsx',
  // A token's toolsets and rights, each tool of them (tests/integration/programs).
  'app/api/mcp/[[...path]]/route.ts',
];
/** For those who are not signed in. */
export const OUTSIDE = /^app\/\(auth\)\//;

const at = ({ accountId, contractId }: Target) => `${accountId}/${contractId}`;
/** What an agent asked about the instance of a place. */
export const approvalOf = ({ contractId }: Pick<Target, 'contractId'>): string =>
  `00000000-0000-4000-8000-${String(contractId).padStart(12, '0')}`;
const DAYS = 'from=2026-11-01&to=2026-11-02&group=team';
const NONE = '00000000-0000-4000-8000-000000000000';
/** One that the company has. */
export const WEBHOOK = '00000000-0000-4000-8000-00000000beef';

export const ROUTES: Record<string, Row> = {
  'app/api/audit/route.ts': { needs: 'audit.read', path: '/api/audit' },
  'app/api/costs/lines/route.ts': { needs: 'costs.read', path: `/api/costs/lines?${DAYS}` },
  'app/api/costs/sources/route.ts': { needs: 'costs.read', path: `/api/costs/sources?${DAYS}&key=` },
  'app/api/export/audit.csv/route.ts': { needs: 'audit.read', path: '/api/export/audit.csv' },
  'app/api/export/costs.csv/route.ts': { needs: 'costs.read', path: `/api/export/costs.csv?${DAYS}` },
  'app/api/find/route.ts': { needs: 'instances.read', path: '/api/find?q=nothing' },
  'app/api/instances/[account]/[contract]/costs/route.ts': {
    needs: 'costs.read',
    path: (target) => `/api/instances/${at(target)}/costs`,
  },
  'app/api/instances/[account]/[contract]/logs/route.ts': {
    needs: 'instances.read',
    path: (target) => `/api/instances/${at(target)}/logs`,
  },
  'app/api/instances/[account]/[contract]/route.ts': {
    needs: 'instances.read',
    path: (target) => `/api/instances/${at(target)}`,
  },
  'app/api/instances/[account]/[contract]/samples/route.ts': {
    needs: 'instances.read',
    path: (target) => `/api/instances/${at(target)}/samples`,
  },
  'app/api/instances/route.ts': { needs: 'instances.read', path: '/api/instances' },
  'app/api/instances/take-back/route.ts': {
    needs: 'instances.destroy',
    path: '/api/instances/take-back',
    body: { ids: [NONE] },
  },
  'app/api/live/changes/route.ts': { needs: 'instances.read', path: '/api/live/changes' },
  'app/api/live/route.ts': { needs: 'instances.read', path: '/api/live' },
  'app/api/market/offers/[id]/route.ts': { needs: 'market.read', path: '/api/market/offers/1' },
  'app/api/market/options/[accountId]/route.ts': {
    needs: 'instances.rent',
    path: `/api/market/options/${NONE}`,
  },
  'app/api/market/rents/[key]/route.ts': { needs: 'instances.rent', path: `/api/market/rents/${NONE}` },
  'app/api/market/verdict/route.ts': {
    needs: 'instances.rent',
    path: `/api/market/verdict?account=${NONE}&offer=1&hour=1`,
  },
  'app/api/market/route.ts': { needs: 'market.read', path: '/api/market' },
  'app/api/meter/route.ts': { needs: 'instances.read', path: '/api/meter' },
  'app/api/overview/route.ts': { needs: 'instances.read', path: '/api/overview' },
  'app/api/vast/[...path]/route.ts': {
    needs: 'instances.read',
    path: ({ accountId, contractId }) => `/api/vast/instances/${contractId}/ssh?account=${accountId}`,
  },
  'app/api/rules/preview/route.ts': { needs: 'workspace.manage', path: '/api/rules/preview?p=a' },
};

export const SCREENS: Record<string, Row> = {
  'app/(shell)/(admin)/accounts/page.tsx': { needs: 'accounts.read', path: '/accounts' },
  'app/(shell)/(admin)/limits/page.tsx': { needs: null, path: '/limits' },
  // What waits and what was made there is as their sight and rights are.
  'app/(shell)/(admin)/agents/page.tsx': { needs: null, path: '/agents' },
  'app/(shell)/(admin)/agents/approvals/[id]/page.tsx': {
    needs: null,
    path: (target) => `/agents/approvals/${approvalOf(target)}`,
  },
  'app/(shell)/(admin)/audit/page.tsx': { needs: 'audit.read', path: '/audit' },
  'app/(shell)/(admin)/gallery/page.tsx': { needs: 'members.manage', path: '/gallery' },
  'app/(shell)/(admin)/settings/page.tsx': { needs: null, path: '/settings' },
  'app/(shell)/(admin)/settings/webhooks/page.tsx': {
    needs: 'webhooks.manage',
    path: '/settings/webhooks',
  },
  'app/(shell)/(admin)/settings/webhooks/[id]/page.tsx': {
    needs: 'webhooks.manage',
    path: `/settings/webhooks/${WEBHOOK}`,
  },
  'app/(shell)/(admin)/team/page.tsx': { needs: 'members.read', path: '/team' },
  'app/(shell)/(console)/i/[contract]/page.tsx': {
    needs: 'instances.read',
    path: ({ contractId }) => `/i/${contractId}`,
  },
  'app/(shell)/(console)/instances/[account]/[contract]/page.tsx': {
    needs: 'instances.read',
    path: (target) => `/instances/${at(target)}`,
  },
  'app/(shell)/(console)/instances/page.tsx': { needs: 'instances.read', path: '/instances' },
  'app/(shell)/(console)/market/page.tsx': { needs: 'market.read', path: '/market' },
  'app/(shell)/(console)/operations/page.tsx': { needs: null, path: '/operations' },
  // Each is there for whoever may run it.
  'app/(shell)/(console)/operations/[name]/page.tsx': {
    needs: 'accounts.manage',
    path: '/operations/create_a_vast_ai_auth_apikey',
  },
  'app/(shell)/(console)/page.tsx': { needs: null, path: '/' },
  'app/(shell)/(finops)/costs/page.tsx': { needs: 'costs.read', path: '/costs' },
};

export interface ActionRow {
  needs: Permission | null;
  /** Acts on an instance of each place; else on nothing that is there. */
  input: unknown | ((target: Target) => unknown);
  /** Where everybody may ask for themselves, and the gateway tells that apart from others. */
  refusedBy?: 'auth' | 'gateway';
}

const onEach = (change: (target: Target) => unknown) => change;

export const ACTIONS: Record<string, ActionRow> = {
  linkAccount: { needs: 'accounts.manage', input: { name: 'x', address: 'no address', key: 'k' } },
  replaceKey: { needs: 'accounts.manage', input: { accountId: NONE, key: 'k' } },
  renameAccount: { needs: 'accounts.manage', input: { accountId: NONE, name: 'x' } },
  removeAccount: { needs: 'accounts.manage', input: { accountId: NONE } },
  actOnInstances: {
    needs: 'instances.operate',
    input: onEach((target) => ({ targets: [target], act: { kind: 'label', label: 'x' } })),
  },
  destroyInstances: {
    needs: 'instances.destroy',
    input: onEach((target) => ({ targets: [target], typed: 'not its name' })),
  },
  setInstanceEnds: {
    needs: 'instances.assign',
    input: onEach((target) => ({ ends: [{ ...target, endsAt: null }] })),
  },
  // To a team that isn't there: whoever may gets as far as that.
  assignInstances: {
    needs: 'instances.assign',
    input: onEach((target) => ({ targets: [target], teamId: NONE, project: null })),
  },
  rentOffer: {
    needs: 'instances.rent',
    input: {
      accountId: NONE,
      offerId: 1,
      image: 'ubuntu',
      diskGb: 10,
      label: 'x',
      teamId: NONE,
      project: null,
      ends: null,
      expectedHourUsd: '1',
      idempotencyKey: NONE,
    },
  },
  // Asked for at no account of theirs, and agreed to: whoever may gets as far as that.
  runOperation: {
    needs: 'accounts.manage',
    input: {
      name: 'create_a_vast_ai_auth_apikey',
      accountId: NONE,
      input: { name: 'matrix' },
      confirmation: 'matrix',
    },
    refusedBy: 'gateway',
  },
  createWebhook: {
    needs: 'webhooks.manage',
    input: { name: 'x', url: 'no address', events: null },
  },
  changeWebhook: {
    needs: 'webhooks.manage',
    input: { webhookId: NONE, name: 'x', url: 'no address', events: null },
  },
  pauseWebhook: { needs: 'webhooks.manage', input: { webhookId: NONE } },
  resumeWebhook: { needs: 'webhooks.manage', input: { webhookId: NONE } },
  deleteWebhook: { needs: 'webhooks.manage', input: { webhookId: NONE } },
  rotateWebhookSecret: { needs: 'webhooks.manage', input: { webhookId: NONE } },
  testWebhook: { needs: 'webhooks.manage', input: { webhookId: NONE } },
  replayWebhook: { needs: 'webhooks.manage', input: { webhookId: NONE, what: 'dead' } },
  hearFromVast: { needs: 'webhooks.manage', input: { accountId: NONE } },
  endHearing: { needs: 'webhooks.manage', input: { accountId: NONE } },
  invite: { needs: 'members.manage', input: { email: 'no address', role: 'viewer', teamIds: [] } },
  renewInvitation: { needs: 'members.manage', input: { invitationId: NONE } },
  revokeInvitation: { needs: 'members.manage', input: { invitationId: NONE } },
  changeMember: { needs: 'members.manage', input: { personId: NONE, role: 'viewer', teamIds: [] } },
  endMemberSession: { needs: 'members.manage', input: { personId: NONE, sessionId: '0'.repeat(64) } },
  makeResetLink: { needs: 'members.manage', input: { personId: NONE } },
  // Of oneself for everybody; of somebody else it is managing members.
  whatLeavingEnds: { needs: 'members.manage', input: { personId: NONE }, refusedBy: 'gateway' },
  endMembership: {
    needs: 'members.manage',
    input: { personId: NONE, instancesTo: null },
    refusedBy: 'gateway',
  },
  setLimit: {
    needs: 'limits.manage',
    input: {
      ...{ subject: 'team', subjectId: NONE, hourUsd: '1', dayUsd: null, gpus: [], countries: [] },
      ...{ longestHours: null, endRequired: false },
    },
  },
  removeLimit: { needs: 'limits.manage', input: { subject: 'team', subjectId: NONE } },
  // The gateway asks for the right to do the same oneself; here there is nothing to decide on.
  decideApproval: {
    needs: null,
    input: { planId: NONE, decision: 'refused', weighedAt: '2026-11-24T12:00:00.000Z' },
  },
  stopAgents: { needs: 'instances.operate', input: undefined },
  letAgentsAct: { needs: 'tokens.manage', input: undefined },
  // Of a service: of one's own everybody makes some.
  makeToken: {
    needs: 'tokens.manage',
    input: {
      ...{
        name: 'matrix',
        service: { role: 'viewer', teamIds: [NONE] },
        agentOnly: true,
        toolsets: ['core'],
      },
      ...{ effects: ['reads'], accounts: null, dayUsd: null, rentHourUsd: null, days: 1 },
    },
    refusedBy: 'gateway',
  },
  rotateToken: { needs: 'tokens.manage', input: { tokenId: NONE }, refusedBy: 'gateway' },
  revokeToken: { needs: 'tokens.manage', input: { tokenId: NONE }, refusedBy: 'gateway' },
  changePassword: { needs: null, input: { current: 'not mine', next: 'nor this one' } },
  createWorkspace: { needs: null, input: { name: '' } },
  endSession: { needs: null, input: { sessionId: '0'.repeat(64) } },
  settleAct: { needs: 'instances.operate', input: { intentId: NONE, as: 'done' } },
  changeWorkspace: { needs: 'workspace.manage', input: { name: 'Matrix', timeZone: 'UTC' } },
  addTeam: { needs: 'workspace.manage', input: { name: 'Own' } },
  changeTeam: { needs: 'workspace.manage', input: { teamId: NONE, name: 'x' } },
  saveRules: {
    needs: 'workspace.manage',
    input: { rules: [{ labelPattern: 'x', teamId: NONE, project: null }] },
  },
};

export const ROLES = Object.keys(roles) as Role[];

/** What the table of the product says: here it is only read. */
export const holds = (role: Role, needs: Permission | null): boolean =>
  needs === null || (EXPECTED[role] as readonly string[]).includes(needs);

const LOOK = [
  'market.read',
  'instances.read',
  'costs.read',
  'accounts.read',
  'members.read',
  'audit.read',
  'tokens.own',
];
const ACT = ['instances.rent', 'instances.operate', 'instances.destroy', 'instances.assign'];
const RUN = [
  'balance.read',
  'accounts.manage',
  'hosting.read',
  'hosting.manage',
  'workspace.manage',
  'limits.manage',
  'members.manage',
  'tokens.manage',
  'webhooks.manage',
];

/** Written out a second time on purpose: a right that slips into a role by mistake turns this red. */
export const EXPECTED: Record<Role, readonly string[]> = {
  owner: [...LOOK, ...ACT, ...RUN],
  admin: [...LOOK, ...ACT, ...RUN],
  engineer: [...LOOK, ...ACT],
  finance: [...LOOK, 'balance.read', 'hosting.read', 'workspace.manage', 'limits.manage'],
  viewer: LOOK,
};

export const seesPlace = (role: Role, place: Place): boolean =>
  place === 'own' || (place !== 'elsewhere' && role !== 'engineer' && role !== 'viewer');
