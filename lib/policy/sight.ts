import { type Role, roles } from './roles';

/** What of a workspace somebody sees: everything, or what belongs to these teams. Nobody's is everybody's who sees all. */
export type Sight = 'all' | readonly string[];

/** By role; the teams somebody belongs to count only where the role sees no more. */
export const sightOf = (role: Role, teamIds: readonly string[]): Sight =>
  roles[role].sees === 'all' ? 'all' : teamIds.toSorted();

/** For what is shared by those who see the same. */
export const sightKey = (sight: Sight): string => (sight === 'all' ? 'all' : sight.join(' '));

export const seesTeam = (sight: Sight, teamId: string | null): boolean =>
  sight === 'all' || (teamId !== null && sight.includes(teamId));
