/** A company's identity provider on loopback, the real one of npm. Whoever names a login there has it. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Configuration } from 'oidc-provider';

/** What the provider says about somebody; their login is the subject. */
export interface Profile {
  name?: string;
  email?: string;
  email_verified?: boolean;
  groups?: string[];
  [claim: string]: unknown;
}

export interface IdentityProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  people: Map<string, Profile>;
  /** The paths that were asked for, in their order. */
  asked: string[];
  end(): Promise<void>;
}

interface Given {
  /** Where a sign-in may come back to. */
  redirectUri: string;
  /** All claims stand in the token, instead of some at the userinfo address only. */
  everythingInToken?: boolean;
  /** The published keys are not those that sign. */
  wrongKeys?: boolean;
  /** Its userinfo address tells about somebody else than was asked for. */
  mixesPeopleUp?: boolean;
}

const SCOPES = 'openid email profile';

export async function startIdentityProvider(given: Given): Promise<IdentityProvider> {
  const people = new Map<string, Profile>();
  const asked: string[] = [];
  const client = { clientId: 'gantry', clientSecret: randomBytes(24).toString('hex') };
  let answer = (_request: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(503).end();
  };
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, configuration(given, client, people));
  const others = { keys: [publicHalf(signingKey())] };
  provider.use(async (context, next) => {
    await next();
    if (given.wrongKeys && context.path === '/jwks') context.body = others;
    if (given.mixesPeopleUp && context.path === '/me') context.body = { sub: 'eve', ...people.get('eve') };
  });
  const openId = provider.callback();
  answer = (request, response) => {
    const { pathname } = new URL(request.url ?? '/', issuer);
    asked.push(pathname);
    if (pathname.startsWith('/people/')) return void tell(request, response, people);
    if (pathname.startsWith('/login/')) return void logIn(provider, request, response);
    return void openId(request, response);
  };
  return {
    issuer,
    ...client,
    people,
    asked,
    end: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

const configuration = (
  { redirectUri, everythingInToken = false }: Given,
  { clientId, clientSecret }: { clientId: string; clientSecret: string },
  people: ReadonlyMap<string, Profile>,
): Configuration => ({
  clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
  claims: {
    openid: ['sub', 'groups', '_claim_names', 'xms_edov'],
    email: ['email', 'email_verified'],
    profile: ['name', 'preferred_username'],
  },
  conformIdTokenClaims: !everythingInToken,
  findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context, { uid }) => `/login/${uid}` },
  // Nobody is asked whether Gantry may know their name: the company has decided that.
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({
      clientId,
      accountId: oidc.session?.accountId ?? '',
    });
    grant.addOIDCScope(SCOPES);
    await grant.save();
    return grant;
  },
  cookies: { keys: [randomBytes(24).toString('hex')] },
  jwks: { keys: [signingKey()] },
  ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
});

const signingKey = () => ({
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
  kid: 'signs',
  use: 'sig',
  alg: 'RS256',
});

const publicHalf = ({ kty, n, e, kid, use, alg }: Record<string, unknown>) => ({ kty, n, e, kid, use, alg });

/** `PUT /people/<login>`: what is true of somebody from now on, for stories in another process. */
async function tell(request: IncomingMessage, response: ServerResponse, people: Map<string, Profile>) {
  const login = decodeURIComponent((request.url ?? '').slice('/people/'.length));
  people.set(login, JSON.parse(await textOf(request)));
  response.writeHead(204).end();
}

async function logIn(provider: Provider, request: IncomingMessage, response: ServerResponse) {
  if (request.method !== 'POST') {
    response.writeHead(200, { 'content-type': 'text/html' }).end(LOGIN_PAGE);
    return;
  }
  const form = new URLSearchParams(await textOf(request));
  const result = form.has('cancel')
    ? { error: 'access_denied', error_description: 'cancelled' }
    : { login: { accountId: form.get('login') ?? '' } };
  await provider.interactionFinished(request, response, result);
}

const LOGIN_PAGE = `<!doctype html><html lang="en"><title>Northwind login</title><link rel="icon" href="data:,">
<form method="post"><label>Login <input name="login"></label> <button>Log in</button>
<button name="cancel" value="1">Cancel</button></form></html>`;

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
