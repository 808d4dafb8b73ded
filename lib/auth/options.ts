/**
 * next-auth 4 with sessions that can be ended. Credentials refuse its database strategy, so the strategy is
 * `jwt`, and the "token" that goes into the cookie is an opaque id that is looked up at every use.
 */
import type { AuthOptions } from 'next-auth';
import type { JWT } from 'next-auth/jwt';
import Credentials from 'next-auth/providers/credentials';
import type { Config } from '@/lib/config';
import { deriveKey, secretKey } from '@/lib/config/secret-key';
import { log } from '@/lib/log';
import type { Db } from '@/lib/store/db';
import { authenticate, type KnownPerson } from './authenticate';
import { SESSION_COOKIE, SESSION_COOKIE_SECONDS, sessionCookieOptions } from './cookie';
import { wrongCredentials } from './problems';
import { returnPath } from './return-path';
import { beginSession, findSession, revokeSession, signOutSession, touchSession } from './sessions';
import { enter } from './sign-on/enter';
import { asError, signInPage } from './sign-on/errors';
import { signOnProviders } from './sign-on/providers';
import { signOnWays } from './sign-on/settings';
import type { Visitor } from './visitor';

export interface AuthDeps {
  db: Db;
  config: Config;
  visitor: Visitor;
  /** The session this browser holds, which a new one ends. */
  held: string | undefined;
  clock: () => Date;
}

/** For one request: who comes in by a provider is remembered until their session begins. */
export function authOptions({ db, config, visitor, held, clock }: AuthDeps): AuthOptions {
  // next-auth takes its own address from this variable and from nowhere else.
  process.env.NEXTAUTH_URL = config.url;
  const ways = signOnWays(config);
  let came: { personId: string; how: string } | undefined;
  return {
    secret: config.nextAuthSecret ?? deriveKey(secretKey(config), 'next-auth').toString('hex'),
    useSecureCookies: config.https,
    pages: { signIn: '/sign-in', error: '/sign-in' },
    session: { strategy: 'jwt', maxAge: SESSION_COOKIE_SECONDS },
    cookies: { sessionToken: { name: SESSION_COOKIE, options: sessionCookieOptions(config) } },
    providers: [
      Credentials({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: async (given): Promise<KnownPerson | null> => {
          const who = await authenticate(db, given, visitor, clock(), config);
          if (who.ok) return who.value;
          // Null becomes error=CredentialsSignin in the redirect; a thrown message becomes the error itself.
          if (who.problem.code === wrongCredentials.code) return null;
          throw new Error(asError(who.problem));
        },
      }),
      ...signOnProviders(config),
    ],
    jwt: {
      // Sessions only: state, PKCE and nonce of a sign-in under way are sealed by next-auth's own functions
      // (4.24, core/lib/oauth/checks.js imports them instead of asking for these).
      encode: ({ token }) => sessionToCookie(token),
      decode: ({ token }) => cookieToSession(token),
    },
    callbacks: {
      redirect: ({ url, baseUrl }) => baseUrl + returnPath(url, baseUrl),
      signIn: async ({ account, profile }) => {
        const way = ways.find(({ id }) => id === account?.provider);
        if (!way) return account?.type === 'credentials';
        const entered = await enter(db, way, profile, config, visitor, clock());
        if (!entered.ok) return signInPage(asError(entered.problem));
        came = { personId: entered.value.personId, how: `with ${way.name}` };
        return true;
      },
      // The token is what `cookieToSession` made; nothing that a browser posts to /api/auth/session gets into it.
      jwt: ({ token }) => (came ? { ...token, sub: came.personId } : token),
      session: ({ session, token }) => ({ ...session, expires: String(token.expires) }),
    },
    events: {
      signOut: async ({ token }) => {
        if (isId(token?.sessionId)) await signOutSession(db, token.sessionId, clock());
      },
    },
    logger: {
      error: (code, metadata) => {
        // Said whenever `decode` finds no session, which is a browser whose session ended, not a fault.
        if (code !== 'JWT_SESSION_ERROR' || !isEnded(metadata)) {
          log('auth').error(
            { code, err: metadata instanceof Error ? metadata : metadata.error },
            'next-auth',
          );
        }
      },
    },
  };

  /** At sign-in, and again at each call for the session: then it is only touched, and a revoked one stays so. */
  async function sessionToCookie(token: JWT | undefined): Promise<string> {
    const now = clock();
    if (isId(token?.sessionId)) {
      if (await touchSession(db, token.sessionId, now)) return token.sessionId;
      throw new Error(ENDED);
    }
    const how = came?.how ?? 'with a password';
    const begun = token?.sub ? await beginSession(db, token.sub, visitor, now, how) : undefined;
    if (!begun) throw new Error('a session needs a person who belongs to a workspace');
    if (held) await revokeSession(db, held, now);
    return begun.id;
  }

  async function cookieToSession(id: string | undefined): Promise<JWT | null> {
    const found = id ? await findSession(db, id, clock()) : undefined;
    if (!id || !found) return null;
    const { personId, personName, email } = found.scope;
    return { sub: personId, name: personName, email, sessionId: id, expires: found.expiresAt.toISOString() };
  }
}

const ENDED = 'the session has ended';
const NOT_FOUND = 'JWT invalid';

const isId = (value: unknown): value is string => typeof value === 'string';

const isEnded = (metadata: Error | { error: Error }): boolean => {
  const { message } = metadata instanceof Error ? metadata : metadata.error;
  return message === ENDED || message === NOT_FOUND;
};
