/** Every write of the gateway x five roles x place, without the actions in front of it: each layer refuses by itself. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import * as access from '@/lib/gateway/access';
import * as accounts from '@/lib/gateway/accounts';
import { actOnInstances } from '@/lib/gateway/bulk';
import { assignContract, setEnd } from '@/lib/gateway/contracts';
import { requestDestroy, takeBack } from '@/lib/gateway/destroy';
import type { Gateway, GatewayPorts } from '@/lib/gateway/index';
import * as leaving from '@/lib/gateway/leaving';
import { removeLimit, setLimit } from '@/lib/gateway/limits';
import * as members from '@/lib/gateway/members';
import { rent } from '@/lib/gateway/rent';
import { settleByHand } from '@/lib/gateway/settle-by-hand';
import { endHearing, hearFromVast } from '@/lib/gateway/vast-hooks';
import { replayWebhook } from '@/lib/gateway/webhook-replay';
import * as webhooks from '@/lib/gateway/webhooks';
import * as workspace from '@/lib/gateway/workspace';
import type { Actor } from '@/lib/policy/actor';
import { reachOf } from '@/lib/policy/reach';
import type { Permission } from '@/lib/policy/roles';
import { actorAs, closedDoor, seatEverybody } from '@/tests/matrix/door';
import { makePlaces, type Places } from '@/tests/matrix/places';
import { holds, PLACES, ROLES, seesPlace, type Target } from '@/tests/matrix/table';
import { openFleet } from '@/tests/support/fleet';

const NONE = '00000000-0000-4000-8000-000000000000';
const NO_LIMIT = {
  subject: 'team',
  subjectId: NONE,
  whose: 'Nobody',
  hourUsd: null,
  dayUsd: null,
  gpus: null,
  countries: null,
  longestHours: null,
  endRequired: false,
} as const;

const NO_WEBHOOK = { name: 'x', url: 'no address', events: null };

interface Door {
  ports: GatewayPorts;
  gateway: Gateway;
  actor: Actor;
  target: Target;
  places: Places;
}
type Ended = { ok: boolean; problem?: { code: string } } | { kind: string; problem?: { code: string } };

interface Write {
  needs: Permission;
  /** It is about an instance. */
  on?: 'instance';
  run: (door: Door) => Promise<Ended>;
}

const WRITES: Record<string, Write> = {
  linkAccount: {
    needs: 'accounts.manage',
    run: ({ ports, actor }) =>
      accounts.linkAccount(ports, actor, { name: 'x', address: 'no address', key: 'k' }),
  },
  replaceKey: {
    needs: 'accounts.manage',
    run: ({ ports, actor }) => accounts.replaceKey(ports, actor, { accountId: NONE, key: 'k' }),
  },
  renameAccount: {
    needs: 'accounts.manage',
    run: ({ ports, actor }) => accounts.renameAccount(ports, actor, { accountId: NONE, name: 'x' }),
  },
  removeAccount: {
    needs: 'accounts.manage',
    run: ({ ports, actor }) => accounts.removeAccount(ports, actor, { accountId: NONE }),
  },
  actOnInstances: {
    needs: 'instances.operate',
    on: 'instance',
    run: async ({ ports, gateway, actor, target }) =>
      (await actOnInstances(ports, gateway, actor, [target], { kind: 'stop' }))[0]?.outcome ?? {
        kind: 'none',
      },
  },
  requestDestroy: {
    needs: 'instances.destroy',
    on: 'instance',
    run: ({ ports, actor, target }) =>
      requestDestroy(ports, actor, { targets: [target], typed: 'not its name' }),
  },
  takeBack: { needs: 'instances.destroy', run: ({ ports, actor }) => takeBack(ports, actor, [NONE]) },
  setEnd: {
    needs: 'instances.assign',
    on: 'instance',
    run: ({ ports, actor, target }) => setEnd(ports, actor, { ...target, endsAt: null }),
  },
  assignContract: {
    needs: 'instances.assign',
    on: 'instance',
    run: ({ ports, actor, target }) =>
      assignContract(ports, actor, { ...target, teamId: NONE, project: null }),
  },
  rent: {
    needs: 'instances.rent',
    run: ({ ports, gateway, actor, target, places }) =>
      rent(ports, gateway, actor, {
        accountId: target.accountId,
        offerId: 1,
        diskGb: 10,
        label: 'x',
        teamId: places.teams.own,
        project: null,
        endsAt: null,
        expectedHourUsd: '1',
        idempotencyKey: randomUUID(),
      }),
  },
  settleByHand: {
    needs: 'instances.operate',
    run: ({ ports, actor }) => settleByHand(ports, actor, { intentId: NONE, as: 'done' }),
  },
  changeWorkspace: {
    needs: 'workspace.manage',
    run: ({ ports, actor }) => workspace.changeWorkspace(ports, actor, { name: 'Matrix', timeZone: 'UTC' }),
  },
  addTeam: {
    needs: 'workspace.manage',
    run: ({ ports, actor }) => workspace.addTeam(ports, actor, { name: 'Own' }),
  },
  changeTeam: {
    needs: 'workspace.manage',
    run: ({ ports, actor }) => workspace.changeTeam(ports, actor, { teamId: NONE, name: 'x' }),
  },
  saveRules: {
    needs: 'workspace.manage',
    run: ({ ports, actor }) =>
      workspace.saveRules(ports, actor, [{ labelPattern: 'x', teamId: NONE, project: null }]),
  },
  setLimit: { needs: 'limits.manage', run: ({ ports, actor }) => setLimit(ports, actor, NO_LIMIT) },
  removeLimit: { needs: 'limits.manage', run: ({ ports, actor }) => removeLimit(ports, actor, NO_LIMIT) },
  invite: {
    needs: 'members.manage',
    run: ({ ports, actor }) =>
      members.invite(ports, actor, { email: `${randomUUID()}@example.test`, role: 'viewer', teamIds: [] }),
  },
  renewInvitation: {
    needs: 'members.manage',
    run: ({ ports, actor }) => members.renewInvitation(ports, actor, NONE),
  },
  revokeInvitation: {
    needs: 'members.manage',
    run: ({ ports, actor }) => members.revokeInvitation(ports, actor, NONE),
  },
  changeMember: {
    needs: 'members.manage',
    run: ({ ports, actor }) =>
      members.changeMember(ports, actor, { personId: NONE, role: 'viewer', teamIds: [] }),
  },
  endMemberSession: {
    needs: 'members.manage',
    run: ({ ports, actor }) =>
      access.endMemberSession(ports, actor, { personId: NONE, sessionId: '0'.repeat(64) }),
  },
  makeResetLink: {
    needs: 'members.manage',
    run: ({ ports, actor }) => access.makeResetLink(ports, actor, NONE),
  },
  whatLeavingEnds: {
    needs: 'members.manage',
    run: ({ ports, gateway, actor }) => leaving.whatLeavingEnds(ports, gateway, actor, NONE),
  },
  endMembership: {
    needs: 'members.manage',
    run: ({ ports, actor }) => leaving.endMembership(ports, actor, { personId: NONE, instancesTo: null }),
  },
  createWebhook: {
    needs: 'webhooks.manage',
    run: ({ ports, actor }) => webhooks.createWebhook({ ...ports, reach: reachOf([]) }, actor, NO_WEBHOOK),
  },
  changeWebhook: {
    needs: 'webhooks.manage',
    run: ({ ports, actor }) =>
      webhooks.changeWebhook({ ...ports, reach: reachOf([]) }, actor, { webhookId: NONE, ...NO_WEBHOOK }),
  },
  pauseWebhook: {
    needs: 'webhooks.manage',
    run: ({ ports, actor }) => webhooks.pauseWebhook(ports, actor, NONE),
  },
  resumeWebhook: {
    needs: 'webhooks.manage',
    run: ({ ports, actor }) => webhooks.resumeWebhook(ports, actor, NONE),
  },
  deleteWebhook: {
    needs: 'webhooks.manage',
    run: ({ ports, actor }) => webhooks.deleteWebhook(ports, actor, NONE),
  },
  rotateWebhookSecret: {
    needs: 'webhooks.manage',
    run: ({ ports, actor }) => webhooks.rotateWebhookSecret(ports, actor, NONE),
  },
  testWebhook: {
    needs: 'webhooks.manage',
    run: ({ ports, actor }) => webhooks.testWebhook(ports, actor, NONE),
  },
  replayWebhook: {
    needs: 'webhooks.manage',
    run: ({ ports, actor }) => replayWebhook(ports, actor, { webhookId: NONE, what: 'dead' }),
  },
  hearFromVast: {
    needs: 'webhooks.manage',
    run: ({ ports, gateway, actor }) =>
      hearFromVast(ports, gateway, actor, { accountId: NONE, addressOf: () => 'https://gantry.test' }),
  },
  endHearing: {
    needs: 'webhooks.manage',
    run: ({ ports, gateway, actor }) => endHearing(ports, gateway, actor, NONE),
  },
};

let places: Places;
beforeAll(async () => {
  const { store } = await openFleet();
  places = await makePlaces(store);
  await seatEverybody(places);
  return () => store.close();
});

describe.each(Object.entries(WRITES))('%s', (_, { needs, on, run }) => {
  it.each(ROLES)('is done for and refused a %s as the table says', async (role) => {
    for (const place of on ? PLACES : (['own'] as const)) {
      const target = places.targets[place];
      const ended = await run({ ...closedDoor(places), actor: actorAs(role, places), target, places });
      const code = ended.problem?.code;
      const verdict =
        code === 'gateway.not_permitted'
          ? 'refused'
          : code === 'gateway.instance_not_found'
            ? 'not found'
            : 'allowed';
      const seen = !on || seesPlace(role, place);
      // Which comes first is nobody's business: an object out of sight is refused or not found.
      const expected = !holds(role, needs)
        ? ['refused', ...(seen ? [] : ['not found'])]
        : seen
          ? ['allowed']
          : ['not found'];
      expect(expected, `${place}: ${code}`).toContain(verdict);
    }
  });
});
