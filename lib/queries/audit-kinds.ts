/** Acts as somebody looks for them. Every action that is recorded is of one kind. */
import { inArray, like, or, type SQL } from 'drizzle-orm';
import { auditEvent } from '@/lib/store/schema';
import { worstEffect } from '@/lib/vast/operation';
import { operations } from '@/lib/vast/operations';

interface Kind {
  title: string;
  /** Actions by name. */
  names?: readonly string[];
  /** Actions that begin so. */
  begins?: readonly string[];
}

const o = operations;

const NAMED = {
  rent: { title: 'Rents', names: [o.rentOffer.name] },
  operate: {
    title: 'Starts, stops, labels, bids',
    names: [o.manageInstance.name, o.rebootInstance.name, o.recycleInstance.name, o.changeBid.name],
  },
  destroy: { title: 'Destroys', names: [o.destroyInstance.name], begins: ['destroy.'] },
  assign: { title: 'Teams, owners, ends', begins: ['contract.'] },
  vast: { title: 'What Vast.ai did', begins: ['instance.'] },
  settled: { title: 'Lost answers settled', begins: ['intent.'] },
  keys: {
    title: 'SSH keys',
    names: [o.createSshKey.name, o.deleteSshKey.name, o.attachSshKey.name, o.detachSshKey.name],
  },
  accounts: { title: 'Vast.ai accounts', begins: ['account.'] },
  limits: { title: 'Spending limits', begins: ['limit.'] },
  people: { title: 'Members and roles', begins: ['member.', 'person.'] },
  tokens: { title: 'API tokens', begins: ['token.'] },
  agents: { title: 'Approvals, stops of agents', begins: ['plan.', 'agents.'] },
  webhooks: { title: 'Webhooks', begins: ['webhook.'] },
  'sign-in': { title: 'Sign-ins, passwords, sessions', begins: ['sign-in.', 'password.', 'session.'] },
  reads: {
    title: 'What programs read',
    names: Object.values(operations)
      .filter((each) => worstEffect(each) === 'reads')
      .map(({ name }) => name),
  },
  workspace: { title: 'Workspace settings', begins: ['workspace.'] },
} as const satisfies Record<string, Kind>;

export type ActKind = keyof typeof NAMED | 'other';

/** An operation that nobody gave a kind is looked for as one of the others. */
const others = Object.values(operations)
  .filter((each) => worstEffect(each) !== 'reads')
  .map(({ name }) => name)
  .filter((name) => !Object.values<Kind>(NAMED).some(({ names }) => names?.includes(name)));

export const ACT_KINDS: Record<ActKind, Kind> = {
  ...NAMED,
  other: { title: 'Other acts at Vast.ai', names: others },
};

export const isActKind = (name: string): name is ActKind => Object.hasOwn(ACT_KINDS, name);

const kinds = Object.entries(ACT_KINDS) as [ActKind, Kind][];

/** Those that there can be any of. */
export const offeredKinds = kinds
  .filter(([, { names, begins }]) => (names?.length ?? 0) + (begins?.length ?? 0) > 0)
  .map(([id, { title }]) => ({ id, name: title }));

/** Undefined for an action that no kind knows. */
export const kindOf = (action: string): ActKind | undefined =>
  kinds.find(
    ([, { names, begins }]) => names?.includes(action) || begins?.some((begin) => action.startsWith(begin)),
  )?.[0];

export const ofKinds = (chosen: readonly ActKind[]): SQL | undefined =>
  or(
    ...chosen.flatMap((each) => {
      const { names, begins } = ACT_KINDS[each];
      return [
        ...(names ? [inArray(auditEvent.action, [...names])] : []),
        ...(begins ?? []).map((begin) => like(auditEvent.action, `${begin}%`)),
      ];
    }),
  );
