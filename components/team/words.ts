import type { Role } from '@/lib/policy/roles';
import type { Member } from '@/lib/queries/members';

/** One sentence for choosing; what exactly each may do is the table of roles. */
export const roleSays: Record<Role, string> = {
  owner: 'Everything, other owners included.',
  admin: 'Everything but making, changing or removing owners.',
  engineer: 'Rents, runs and destroys instances of their teams, and sees what those cost.',
  finance: 'Sees everything, sets limits and who pays; rents and runs nothing.',
  viewer: 'Sees instances and costs of their teams, and changes nothing.',
};

/** How somebody comes in: "Password", "GitHub", "single sign-on". */
export function waysIn({ hasPassword, providers }: Pick<Member, 'hasPassword' | 'providers'>): string {
  const ways = [...(hasPassword ? ['Password'] : []), ...new Set(providers.map(providerName))];
  return ways.join(', ') || 'no way in yet';
}

function providerName(provider: string): string {
  if (provider === 'github') return 'GitHub';
  if (provider === 'google') return 'Google';
  return 'Single sign-on';
}
