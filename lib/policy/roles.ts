/** Who may do what, as one table. A screen hides what the table refuses; the gateway and the queries refuse it. */
export const permissions = {
  'market.read': 'See the market',
  'instances.read': 'See instances and their logs',
  'instances.rent': 'Rent GPUs and change bids',
  'instances.operate': 'Start, stop, reboot and label instances',
  'instances.destroy': 'Destroy instances',
  'instances.assign': 'Adopt instances for a team and set when they end',
  'costs.read': 'See costs and export them',
  'accounts.read': 'See which Vast.ai accounts are linked and how they are',
  'accounts.manage': 'Link, rename and remove Vast.ai accounts, and manage SSH keys at Vast.ai',
  'workspace.manage': 'Teams, allocation rules and settings',
  'audit.read': 'See who did what',
} as const;

export type Permission = keyof typeof permissions;

const everything = Object.keys(permissions) as Permission[];

export const roles = {
  owner: { title: 'Owner', may: everything },
  viewer: {
    title: 'Viewer',
    may: ['market.read', 'instances.read', 'costs.read', 'accounts.read', 'audit.read'] as Permission[],
  },
} as const satisfies Record<string, { title: string; may: readonly Permission[] }>;

export type Role = keyof typeof roles;

export const isRole = (name: string): name is Role => Object.hasOwn(roles, name);

/** An unknown role may do nothing: fail closed. */
export const may = (role: string, permission: Permission): boolean =>
  isRole(role) && (roles[role].may as readonly Permission[]).includes(permission);
