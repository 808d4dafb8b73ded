/** Where a request comes from, as far as one can tell: for limits, and for a person's list of sessions. */
import { BlockList, isIP } from 'node:net';
import { type Config, config } from '@/lib/config';
import { currentContext } from '@/lib/log/context';

export interface Visitor {
  address: string | null;
  agent: string | null;
}

const LENGTH_MAX = 300;

/** The visitor of the request under way. */
export const visitorOf = (headers: Headers): Visitor => ({
  address: addressOf(headers.get('x-forwarded-for'), currentContext()?.peer, config().trustedProxies),
  agent: headers.get('user-agent')?.slice(0, LENGTH_MAX) || null,
});

/**
 * Whoever holds the other end of the connection, unless that is a proxy we trust: then whom that one says it speaks
 * for, and so on. What stands further left in the header was written by the visitor and counts for nothing.
 */
export function addressOf(
  forwardedFor: string | null,
  peer: string | undefined,
  trusted: Config['trustedProxies'],
): string | null {
  const known = plain(peer ?? '');
  if (known === null) return null;
  const proxies = listOf(trusted);
  let address = known;
  for (const said of (forwardedFor ?? '').split(',').reverse()) {
    if (!holds(proxies, address)) break;
    const next = plain(said);
    if (next === null) break;
    address = next;
  }
  return address;
}

/** An address without port, brackets or the IPv4-in-IPv6 prefix; null for anything else. */
function plain(text: string): string | null {
  const trimmed = text.trim();
  const bare = /^\[(.+)\](?::\d+)?$/.exec(trimmed)?.[1] ?? trimmed.replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1');
  const address = bare.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(address) ? address : null;
}

const holds = (list: BlockList, address: string): boolean =>
  list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

const lists = new WeakMap<Config['trustedProxies'], BlockList>();

function listOf(trusted: Config['trustedProxies']): BlockList {
  const known = lists.get(trusted);
  if (known) return known;
  const list = new BlockList();
  for (const { address, bits } of trusted)
    list.addSubnet(address, bits, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  lists.set(trusted, list);
  return list;
}
