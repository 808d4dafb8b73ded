/** What the groups of somebody's company give them here: `gantry-admins=admin;ml=engineer:Research,Search`. */
import { ok, problem, type Result } from '@/lib/vast/problem';
import { isRole, type Role, roles } from './roles';

export interface GroupRule {
  group: string;
  role: Role;
  teams: readonly string[];
}

/** What a sign-in gives. Teams are undefined where no rule names any: then they are given by hand. */
export interface Grant {
  role: Role;
  teams: readonly string[] | undefined;
}

export const groupRulesUnfit = problem<{ why: string }>('auth.group_rules_unfit', {
  again: 'after-change',
  status: 422,
  say: (p) => `${p.why} Write it like “gantry-admins=admin;ml=engineer:Research,Search”.`,
});

const TEAM_LENGTH_MAX = 60;
const ROLES = Object.keys(roles).join(', ');
// A group's name may hold "=" and "," (cn=ml,ou=groups); what looks like a rule in it was meant to be one.
const RULE_INSIDE = new RegExp(`=\\s*(${Object.keys(roles).join('|')})(?![\\p{L}\\p{N}_.-])`, 'u');

/** Strict, because a rule that was meant otherwise lets in somebody who wasn't meant. */
export function parseGroupRules(text: string): Result<GroupRule[]> {
  const rules: GroupRule[] = [];
  for (const entry of text.split(';')) {
    const read = parseRule(entry.trim());
    if (typeof read === 'string') return refuse(read);
    if (rules.some((rule) => rule.group === read.group)) {
      return refuse(`The group “${read.group}” stands there twice.`);
    }
    rules.push(read);
  }
  return ok(rules);
}

/** The order of the rules decides the role: the first that fits. Teams are those of every rule that fits. */
export function grantOf(rules: readonly GroupRule[], groups: readonly string[]): Grant | undefined {
  const fitting = rules.filter((rule) => groups.includes(rule.group));
  const [first] = fitting;
  if (!first) return undefined;
  const namesTeams = rules.some((rule) => rule.teams.length > 0);
  return {
    role: first.role,
    teams: namesTeams ? [...new Set(fitting.flatMap((rule) => rule.teams))] : undefined,
  };
}

/** A rule, or what is wrong with it. */
function parseRule(entry: string): GroupRule | string {
  if (entry === '') return 'Between two semicolons, or at an end, nothing is said.';
  const divider = entry.lastIndexOf('=');
  const group = entry.slice(0, Math.max(divider, 0)).trim();
  if (group === '') return `“${entry}” doesn’t say which group gets which role.`;
  if (RULE_INSIDE.test(group)) return `“${entry}” holds two rules; a semicolon goes between them.`;
  const [role = '', teamList] = divided(entry.slice(divider + 1), ':');
  if (!isRole(role)) return `“${role}” is no role; there are ${ROLES}.`;
  if (teamList === undefined) return { group, role, teams: [] };
  const teams = teamList.split(',').map((name) => name.trim());
  const unfit = teams.find((name) => name === '' || name.length > TEAM_LENGTH_MAX || /\p{C}/u.test(name));
  if (unfit === '') return `A team of “${group}” has no name.`;
  if (unfit !== undefined) return `“${unfit}” is no team’s name: at most ${TEAM_LENGTH_MAX} letters.`;
  if (new Set(teams).size < teams.length) return `“${group}” names a team twice.`;
  return { group, role, teams };
}

function divided(text: string, divider: string): [string, string | undefined] {
  const at = text.indexOf(divider);
  return at < 0 ? [text.trim(), undefined] : [text.slice(0, at).trim(), text.slice(at + 1)];
}

const refuse = (why: string): Result<GroupRule[]> => ({ ok: false, problem: groupRulesUnfit({ why }) });
