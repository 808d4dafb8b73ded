/** The way out to a provider. */
import NextAuth, { type AuthOptions } from 'next-auth';
import type { Way } from './settings';

interface Asked {
  method: 'GET' | 'POST';
  nextauth: string[];
  cookies: Record<string, string>;
  body?: Record<string, string>;
}

interface Answered {
  location?: string | undefined;
  /** As they stand in the header. */
  setCookies: string[];
  body?: unknown;
}

/**
 * next-auth begins a sign-in by a form of its own, whose token keeps other sites from posting it. Here a link begins
 * it: nothing is to be protected in going to a provider and coming back as oneself, a page whose scripts don't load
 * keeps working, and a provider's own list of applications can point at it (OpenID Connect Core, section 4). What comes
 * back is held against state, PKCE and nonce of this browser as ever.
 */
export async function beginSignOn(
  options: AuthOptions,
  way: Way['id'],
  from: string,
  cookies: Record<string, string>,
): Promise<{ location: string; setCookies: string[] }> {
  const token = await ask(options, { method: 'GET', nextauth: ['csrf'], cookies });
  const { csrfToken } = token.body as { csrfToken: string };
  const away = await ask(options, {
    method: 'POST',
    nextauth: ['signin', way],
    cookies: { ...cookies, ...pairs(token.setCookies) },
    body: { csrfToken, callbackUrl: from },
  });
  if (!away.location) throw new Error('next-auth answered a sign-in without a place to go');
  // Both answers set where to go afterwards; the second knows.
  const byName = new Map(
    [...token.setCookies, ...away.setCookies].map((line) => [line.split('=', 1)[0], line]),
  );
  return { location: away.location, setCookies: [...byName.values()] };
}

type Handler = (request: object, response: object) => Promise<void>;

/** One question to next-auth's handler of plain requests, without HTTP. */
async function ask(options: AuthOptions, { nextauth, ...asked }: Asked): Promise<Answered> {
  const headers = new Map<string, unknown>();
  const answered: Answered = { setCookies: [] };
  const keep = (body?: unknown) => {
    answered.body = body;
  };
  const response = {
    status: () => response,
    getHeader: (name: string) => headers.get(name),
    setHeader: (name: string, value: unknown) => {
      headers.set(name, value);
      return response;
    },
    json: keep,
    send: keep,
    end: keep,
  };
  const handler: Handler = NextAuth(options);
  await handler({ ...asked, headers: {}, query: { nextauth } }, response);
  const [location, setCookies] = [headers.get('Location'), headers.get('Set-Cookie')];
  if (typeof location === 'string') answered.location = location;
  if (Array.isArray(setCookies)) answered.setCookies = setCookies.map(String);
  return answered;
}

const pairs = (lines: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    lines.map((line) => {
      const [name = '', value = ''] = line.split(';', 1)[0]?.split(/=(.*)/s) ?? [];
      return [name, decodeURIComponent(value)];
    }),
  );
