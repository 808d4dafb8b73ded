import { type Config, ConfigError } from '@/lib/config';
import { type GroupRule, parseGroupRules } from '@/lib/policy/groups';

/** A provider of single sign-on, as people know it. Its id stands in addresses. */
export interface Way {
  id: 'oidc' | 'google' | 'github';
  name: string;
}

/** In the order of the buttons. */
export function signOnWays({ singleSignOn }: Pick<Config, 'singleSignOn'>): Way[] {
  const { oidc, google, github } = singleSignOn;
  return [
    ...(oidc ? [{ id: 'oidc', name: oidc.name } as const] : []),
    ...(google ? [{ id: 'google', name: 'Google' } as const] : []),
    ...(github ? [{ id: 'github', name: 'GitHub' } as const] : []),
  ];
}

/** What the company's groups give here; undefined when they give nothing. A mistake in it stops the start. */
export function groupRules({ singleSignOn }: Pick<Config, 'singleSignOn'>): GroupRule[] | undefined {
  const text = singleSignOn.oidc?.groups;
  if (text === undefined) return undefined;
  const read = parseGroupRules(text);
  if (!read.ok) throw new ConfigError(`GANTRY_OIDC_GROUPS can’t be read. ${read.problem.say}`);
  return read.value;
}
