import type { Config } from '@/lib/config';
import { LIFETIME_MS } from './sessions';

/** One name on http and https, so that moving to https signs nobody out for the name's sake. */
export const SESSION_COOKIE = 'gantry-session';

export const sessionCookieOptions = (config: Pick<Config, 'https'>) =>
  ({ httpOnly: true, sameSite: 'lax', path: '/', secure: config.https }) as const;

/** As long as a session can last at all; when it really ends, the table says. */
export const SESSION_COOKIE_SECONDS = LIFETIME_MS / 1000;
