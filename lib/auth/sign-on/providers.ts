/** The providers as next-auth takes them. Every one answers with OpenID Connect's claims, whatever it speaks. */
import type { Profile } from 'next-auth';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import type { Config } from '@/lib/config';
import type { OidcConfig } from '@/lib/config/sign-in';

export type Claims = Profile & { sub: string; iss?: string };
type Provider = OAuthConfig<Claims>;

// The provider may be on the other side of the world, and its first answer of the day slow.
const httpOptions = { timeout: 10_000 };
// PKCE and state tie the answer to this browser, the nonce ties the token to this answer.
const OIDC_CHECKS: Provider['checks'] = ['pkce', 'state', 'nonce'];

const shared = {
  type: 'oauth',
  httpOptions,
  // Who that is here, `admit` decides from the claims; next-auth asks only that there be an id.
  profile: (claims: Claims) => ({ id: claims.sub }),
} as const;

export function signOnProviders({ singleSignOn }: Pick<Config, 'singleSignOn'>): Provider[] {
  const { oidc, google, github } = singleSignOn;
  return [
    ...(oidc ? [oidcProvider(oidc)] : []),
    ...(google
      ? [
          {
            ...shared,
            ...google,
            id: 'google',
            name: 'Google',
            wellKnown: 'https://accounts.google.com/.well-known/openid-configuration',
            idToken: true,
            checks: OIDC_CHECKS,
            authorization: { params: { scope: 'openid email profile' } },
          },
        ]
      : []),
    ...(github ? [{ ...shared, ...github, ...GITHUB }] : []),
  ];
}

const oidcProvider = ({ issuer, scope, ...oidc }: OidcConfig): Provider => ({
  ...shared,
  id: 'oidc',
  name: oidc.name,
  clientId: oidc.clientId,
  clientSecret: oidc.clientSecret,
  wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
  idToken: true,
  checks: OIDC_CHECKS,
  authorization: { params: { scope } },
  userinfo: {
    // Many providers keep the token short and say the rest at this address. What the signed token says, holds.
    request: async ({ client, tokens }) => {
      const claims = claimsIn(tokens.id_token);
      if (claims.iss?.replace(/\/$/, '') !== issuer.replace(/\/$/, '')) {
        throw new Error(`the provider calls itself ${claims.iss}, and GANTRY_OIDC_ISSUER is ${issuer}`);
      }
      const wanted = ['email', oidc.verifiedClaim, ...(oidc.groups ? [oidc.groupsClaim] : [])];
      const enough = wanted.every((claim) => claim in claims);
      if (enough || !client.issuer.metadata.userinfo_endpoint) return claims;
      const more = await client.userinfo(tokens.access_token ?? '');
      if (more.sub !== claims.sub)
        throw new Error('the provider told about somebody else than its token does');
      return { ...more, ...claims };
    },
  },
});

/** What the token says; its signature, issuer, audience, age and nonce were checked when it came. */
const claimsIn = (token = ''): Claims =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

interface GitHubEmail {
  email: string;
  primary: boolean;
  verified: boolean;
}

/** GitHub speaks OAuth without OpenID Connect: no token says who it is, so its API is asked. */
const GITHUB: Omit<Provider, 'profile' | 'type'> = {
  id: 'github',
  name: 'GitHub',
  issuer: 'https://github.com/login/oauth',
  checks: ['pkce', 'state'],
  authorization: {
    url: 'https://github.com/login/oauth/authorize',
    params: { scope: 'read:user user:email' },
  },
  token: 'https://github.com/login/oauth/access_token',
  userinfo: {
    url: 'https://api.github.com/user',
    request: async ({ tokens }) => {
      const ask = async (path: string) => {
        const answer = await fetch(`https://api.github.com${path}`, {
          headers: { authorization: `Bearer ${tokens.access_token}`, accept: 'application/vnd.github+json' },
          signal: AbortSignal.timeout(httpOptions.timeout),
        });
        if (!answer.ok) throw new Error(`GitHub answered ${answer.status} to ${path}`);
        return answer.json();
      };
      const [user, emails] = await Promise.all([ask('/user'), ask('/user/emails')]);
      return gitHubClaims(user, emails);
    },
  },
};

/** The address in a GitHub profile is whatever somebody typed; the list says which one they proved to be theirs. */
export function gitHubClaims(
  user: { id: number; login: string; name: string | null },
  emails: readonly GitHubEmail[],
): Claims & { email_verified: boolean } {
  const proven = emails.find(({ primary, verified }) => primary && verified);
  return {
    sub: String(user.id),
    name: user.name ?? user.login,
    ...(proven ? { email: proven.email } : {}),
    email_verified: proven !== undefined,
  };
}
