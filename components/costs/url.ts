import { createLoader, parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server';

export const GROUPS = ['team', 'project', 'label', 'gpu', 'item', 'account'] as const;
export type Group = (typeof GROUPS)[number];

export const GROUP_WORDS: Record<Group, string> = {
  team: 'Team',
  project: 'Project',
  label: 'Label',
  gpu: 'GPU',
  item: 'Item',
  account: 'Account',
};

/** What the address holds: UTC days half-open, the grouping, accounts, and the group that is looked into. */
export const costsUrl = {
  from: parseAsString,
  to: parseAsString,
  group: parseAsStringLiteral(GROUPS).withDefault('team'),
  account: parseAsArrayOf(parseAsString).withDefault([]),
  /** The opened group's key; empty for what belongs to nobody. */
  open: parseAsString,
};

export const loadCostsUrl = createLoader(costsUrl);
