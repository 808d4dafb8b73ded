import { z } from 'zod';
import type { Config } from '@/lib/config';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { canonicalEmail } from '../people';
import { groupsUnreadable } from './problems';
import type { Way } from './settings';

/** Who somebody is at a provider, as far as the provider vouches for it. */
export interface Identity {
  way: Way;
  /** `oidc:<issuer>`, `github` or `google`: the names of `person_identity`. */
  provider: string;
  subject: string;
  /** Theirs beyond doubt. An address that the provider hasn't verified is no address. */
  email: string | undefined;
  name: string | undefined;
  groups: readonly string[];
}

const text = z.string().trim().min(1).max(200).optional().catch(undefined);

const Claims = z.looseObject({
  sub: z.string().min(1),
  iss: text,
  name: text,
  preferred_username: text,
  email: z.email({ pattern: z.regexes.html5Email }).max(254).optional().catch(undefined),
  /** Microsoft's, instead of a list of more than 200 groups. */
  _claim_names: z.looseObject({}).optional().catch(undefined),
});

export function identityOf(
  way: Way,
  claims: unknown,
  config: Pick<Config, 'singleSignOn'>,
): Result<Identity> {
  const read = Claims.parse(claims);
  const { oidc } = config.singleSignOn;
  const own = way.id === 'oidc' ? oidc : undefined;
  const groups = own?.groups ? groupsIn(read, own.groupsClaim) : [];
  if (!groups) return fail(groupsUnreadable({ provider: way.name }));
  return ok({
    way,
    provider: own ? `oidc:${own.issuer}` : way.id,
    subject: read.sub,
    email: read.email && isVerified(read, own?.verifiedClaim) ? canonicalEmail(read.email) : undefined,
    name: read.name ?? read.preferred_username,
    groups,
  });
}

const STANDARD = 'email_verified';

/** By the standard true and nothing like it; a claim that was chosen by hand may say it as Microsoft's does. */
const isVerified = (claims: Record<string, unknown>, claim = STANDARD): boolean =>
  claim === STANDARD ? claims[claim] === true : [true, 'true', 1, '1'].some((yes) => claims[claim] === yes);

/** No claim is no group. Undefined when there are groups and their names can't be read. */
function groupsIn(claims: z.infer<typeof Claims>, claim: string): string[] | undefined {
  if (claims._claim_names && claim in claims._claim_names) return undefined;
  const said = claims[claim];
  if (said === undefined || said === null) return [];
  const read = z.union([z.string().transform((name) => [name]), z.array(z.string())]).safeParse(said);
  return read.success ? read.data : undefined;
}
