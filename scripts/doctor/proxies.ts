import type { Config } from '@/lib/config';
import type { Finding } from './report.mjs';

/** Whether the address of a visitor can be known where a proxy stands in front. */
export function proxies(given: Pick<Config, 'https' | 'host' | 'trustedProxies'>): Finding {
  const { https, host, trustedProxies } = given;
  const check = 'proxy';
  if (!https) return { check, level: 'ok', say: 'none needed: GANTRY_URL is no https address' };
  const here = trustedProxies.every(({ address }) => address === '127.0.0.0' || address === '::1');
  if (trustedProxies.length === 0 || (here && !/^(127\.|::1$|localhost$)/.test(host))) {
    return {
      check,
      level: 'warn',
      say: 'a proxy on another machine is not trusted, so all visitors share its address and its limit of sign-ins',
      fix: 'set GANTRY_TRUSTED_PROXIES to the proxy’s address (docs/deploying.md)',
    };
  }
  const names = trustedProxies.map(({ address, bits }) => `${address}/${bits}`);
  return { check, level: 'ok', say: `trusted: ${names.join(', ')}` };
}
