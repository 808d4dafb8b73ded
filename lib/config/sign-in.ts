/** By which ways people sign in: a part of the environment. */
import { z } from 'zod';

export interface Client {
  clientId: string;
  clientSecret: string;
}

export interface OidcConfig extends Client {
  issuer: string;
  /** On the button: “Continue with …”. */
  name: string;
  scope: string;
  groupsClaim: string;
  /** The claim that says whether the e-mail is theirs. */
  verifiedClaim: string;
  /** Which group gives which role and teams, as written; `lib/policy/groups.ts` reads it. */
  groups: string | undefined;
}

export interface SignInConfig {
  passwordSignIn: boolean;
  singleSignOn: {
    oidc: OidcConfig | undefined;
    github: Client | undefined;
    google: Client | undefined;
  };
}

const SAFE = /^(https:|http:\/\/(localhost|127(\.\d+){3}|\[::1\])(:|\/|$))/;

const issuer = z
  .url({ protocol: /^https?$/, error: 'must be a URL like https://login.example.com/realms/company' })
  .refine((url) => SAFE.test(url), {
    message: 'must begin with https: who is who is not to be asked in the open',
  })
  .refine((url) => !url.includes('/.well-known/'), {
    message: 'is the address in front of /.well-known/openid-configuration, without that',
  });

export const signInEnvironment = {
  GANTRY_PASSWORD_SIGN_IN: z.enum(['on', 'off'], { error: 'must be on or off' }).default('on'),
  GANTRY_OIDC_ISSUER: issuer.optional(),
  GANTRY_OIDC_CLIENT_ID: z.string().optional(),
  GANTRY_OIDC_CLIENT_SECRET: z.string().optional(),
  GANTRY_OIDC_NAME: z.string().trim().min(1, 'must be a name').max(60, 'has at most 60 letters').optional(),
  GANTRY_OIDC_SCOPE: z
    .string()
    .refine((scope) => scope.split(' ').includes('openid'), 'must contain the word openid')
    .optional(),
  GANTRY_OIDC_GROUPS_CLAIM: z.string().optional(),
  GANTRY_OIDC_VERIFIED_CLAIM: z.string().optional(),
  GANTRY_OIDC_GROUPS: z.string().optional(),
  GANTRY_GITHUB_ID: z.string().optional(),
  GANTRY_GITHUB_SECRET: z.string().optional(),
  GANTRY_GOOGLE_ID: z.string().optional(),
  GANTRY_GOOGLE_SECRET: z.string().optional(),
};

type Environment = z.infer<z.ZodObject<typeof signInEnvironment>>;

const OIDC_NEEDED = ['GANTRY_OIDC_ISSUER', 'GANTRY_OIDC_CLIENT_ID', 'GANTRY_OIDC_CLIENT_SECRET'] as const;
const OIDC_MORE = [
  'GANTRY_OIDC_NAME',
  'GANTRY_OIDC_SCOPE',
  'GANTRY_OIDC_GROUPS_CLAIM',
  'GANTRY_OIDC_VERIFIED_CLAIM',
  'GANTRY_OIDC_GROUPS',
] as const;
const TOGETHER = [
  ['GANTRY_GITHUB_ID', 'GANTRY_GITHUB_SECRET'],
  ['GANTRY_GOOGLE_ID', 'GANTRY_GOOGLE_SECRET'],
  OIDC_NEEDED,
] as const;

interface Mistake {
  variable: keyof Environment;
  /** The rest of the sentence that begins with the variable. */
  message: string;
}

/** What is set without what it needs. */
export function signInMistakes(env: Environment): Mistake[] {
  const mistakes: Mistake[] = TOGETHER.flatMap((names) => {
    const missing = names.filter((name) => !env[name]);
    const [first] = missing;
    if (!first || missing.length === names.length) return [];
    const others = names.filter((name) => name !== first).join(' and ');
    return [{ variable: first, message: `goes with ${others}: set all of them or none` }];
  });
  const [alone] = OIDC_MORE.filter((name) => env[name]);
  if (alone && !env.GANTRY_OIDC_ISSUER) {
    mistakes.push({ variable: alone, message: 'says nothing without GANTRY_OIDC_ISSUER' });
  }
  const byProvider = TOGETHER.some((names) => names.every((name) => env[name]));
  if (env.GANTRY_PASSWORD_SIGN_IN === 'off' && !byProvider && mistakes.length === 0) {
    mistakes.push({
      variable: 'GANTRY_PASSWORD_SIGN_IN',
      message:
        'can be off only when there is another way: GANTRY_OIDC_ISSUER, GANTRY_GITHUB_ID or GANTRY_GOOGLE_ID',
    });
  }
  return mistakes;
}

export const signInConfig = (env: Environment): SignInConfig => ({
  passwordSignIn: env.GANTRY_PASSWORD_SIGN_IN === 'on',
  singleSignOn: {
    oidc: oidcConfig(env),
    github: client(env.GANTRY_GITHUB_ID, env.GANTRY_GITHUB_SECRET),
    google: client(env.GANTRY_GOOGLE_ID, env.GANTRY_GOOGLE_SECRET),
  },
});

function oidcConfig(env: Environment): OidcConfig | undefined {
  const known = client(env.GANTRY_OIDC_CLIENT_ID, env.GANTRY_OIDC_CLIENT_SECRET);
  if (!env.GANTRY_OIDC_ISSUER || !known) return undefined;
  return {
    ...known,
    issuer: env.GANTRY_OIDC_ISSUER,
    name: env.GANTRY_OIDC_NAME ?? 'single sign-on',
    scope: env.GANTRY_OIDC_SCOPE ?? 'openid email profile',
    groupsClaim: env.GANTRY_OIDC_GROUPS_CLAIM ?? 'groups',
    verifiedClaim: env.GANTRY_OIDC_VERIFIED_CLAIM ?? 'email_verified',
    groups: env.GANTRY_OIDC_GROUPS,
  };
}

const client = (id: string | undefined, secret: string | undefined): Client | undefined =>
  id && secret ? { clientId: id, clientSecret: secret } : undefined;
