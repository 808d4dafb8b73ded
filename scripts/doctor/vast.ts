import type { Config } from '@/lib/config';
import type { Finding } from './report.mjs';

const VAST = 'https://console.vast.ai';
const PATIENCE_MS = 10_000;
// A Date header is cut to the second, and the answer took a moment.
const UNNOTICED_S = 5;
const MOST_S = 60;

const originOf = ({ vast: { url } }: Pick<Config, 'vast'>): string => new URL(url ?? VAST).origin;

/** Leases end and days close by the clock: this one against that of Vast.ai's answer. */
export async function clock(config: Pick<Config, 'vast'>, now = () => new Date()): Promise<Finding> {
  const check = 'clock';
  const origin = originOf(config);
  try {
    const answer = await fetch(origin, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const theirs = new Date(answer.headers.get('date') ?? Number.NaN).getTime();
    const skew = Math.round((now().getTime() - theirs) / 1000);
    if (Number.isNaN(skew)) return { check, level: 'warn', say: `${origin} tells no time to compare with` };
    const say = `${Math.abs(skew)} s ${skew < 0 ? 'behind' : 'ahead of'} ${origin}`;
    if (Math.abs(skew) <= UNNOTICED_S) return { check, level: 'ok', say };
    const fix = 'timedatectl set-ntp true';
    return { check, level: Math.abs(skew) > MOST_S ? 'bad' : 'warn', say, fix };
  } catch {
    const fix = 'see the check of Vast.ai below';
    return { check, level: 'warn', say: `could not be compared: ${origin} does not answer`, fix };
  }
}

/** Vast.ai answers, and takes the key that the environment gives. */
export async function vast(config: Pick<Config, 'vast'>): Promise<Finding> {
  const check = 'vast.ai';
  const origin = originOf(config);
  const key = config.vast.apiKey;
  const headers: Record<string, string> = key ? { authorization: `Bearer ${key}` } : {};
  try {
    const answer = await fetch(`${origin}/api/v0/users/current/`, {
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.status >= 500) {
      const fix = 'try again later; Gantry does so by itself';
      return { check, level: 'warn', say: `${origin} fails (status ${answer.status})`, fix };
    }
    if (!key) return { check, level: 'ok', say: `${origin} answers` };
    if (answer.ok) return { check, level: 'ok', say: `${origin} takes the key of GANTRY_VAST_API_KEY` };
    const fix = 'make a new key at Vast.ai under Keys and set GANTRY_VAST_API_KEY to it';
    return { check, level: 'bad', say: `${origin} refuses the key of GANTRY_VAST_API_KEY`, fix };
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    const fix = `curl -I ${origin}   (a firewall, a proxy or DNS; check GANTRY_VAST_URL)`;
    return {
      check,
      // Without an account to link the demo works.
      level: key || config.vast.url ? 'bad' : 'warn',
      say: `${origin} does not answer${cause?.code ? ` (${cause.code})` : ''}`,
      fix,
    };
  }
}
