/** Who may do what, as one table. A screen hides what the table refuses; the gateway and the queries refuse it. */
export const permissions = {
  'market.read': 'See the market',
  'instances.read': 'See instances and their logs',
  'instances.rent': 'Rent GPUs and change bids',
  'instances.operate': 'Start, stop, reboot and label instances',
  'instances.destroy': 'Destroy instances',
  'instances.assign': 'Adopt instances for a team and set when they end',
  'costs.read': 'See costs and export them',
  'balance.read': 'See credit, runway and money movements',
  'accounts.read': 'See which Vast.ai accounts are linked and how they are',
  'accounts.manage': 'Link, rename and remove Vast.ai accounts, and manage SSH keys at Vast.ai',
  'hosting.read': 'See hosted machines and what they earn',
  'hosting.manage': 'List, price and maintain hosted machines',
  'workspace.manage': 'Teams, allocation rules and settings',
  'limits.manage': 'Set what may be spent, by whom and on what',
  'members.read': 'See who belongs to the workspace',
  'members.manage': 'Invite people, change roles and teams, end sessions and memberships',
  'audit.read': 'See who did what',
  'webhooks.manage': 'Set up webhooks, and see what they were sent',
  'tokens.own': 'Make API tokens that act for oneself',
  'tokens.manage': 'Make API tokens of services, and end everybody’s',
} as const;

export type Permission = keyof typeof permissions;

const everything = Object.keys(permissions) as Permission[];
const looking: Permission[] = [
  'market.read',
  'instances.read',
  'costs.read',
  'accounts.read',
  'members.read',
  'audit.read',
  'tokens.own',
];

/**
 * `sees`: everything of the workspace, or the objects and costs of the teams one belongs to. Another team's object
 * is not found. Only an owner makes, changes or removes owners (`lib/gateway/members.ts`).
 */
export const roles = {
  owner: { title: 'Owner', sees: 'all', may: everything },
  admin: { title: 'Admin', sees: 'all', may: everything },
  engineer: {
    title: 'Engineer',
    sees: 'teams',
    may: [
      ...looking,
      'instances.rent',
      'instances.operate',
      'instances.destroy',
      'instances.assign',
    ] as Permission[],
  },
  finance: {
    title: 'Finance',
    sees: 'all',
    may: [...looking, 'balance.read', 'hosting.read', 'workspace.manage', 'limits.manage'] as Permission[],
  },
  viewer: { title: 'Viewer', sees: 'teams', may: looking },
} as const satisfies Record<string, { title: string; sees: 'all' | 'teams'; may: readonly Permission[] }>;

export type Role = keyof typeof roles;

export const isRole = (name: string): name is Role => Object.hasOwn(roles, name);

/** An unknown role may do nothing: fail closed. */
export const may = (role: string, permission: Permission): boolean =>
  isRole(role) && (roles[role].may as readonly Permission[]).includes(permission);
