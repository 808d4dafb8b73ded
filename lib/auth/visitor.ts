/** Where a request comes from, as far as one can tell: for limits, and for a person's list of sessions. */
export interface Visitor {
  address: string | null;
  agent: string | null;
}

const LENGTH_MAX = 300;

/**
 * The address is counted from the right of X-Forwarded-For: each proxy appends who spoke to it, and what stands
 * further left was written by the visitor. Without a proxy Next fills the header in from the socket, unless the
 * visitor sent one; then only the limit per e-mail is sure.
 */
export function visitorOf(headers: Headers, proxyHops: number): Visitor {
  const seen = (headers.get('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  return {
    address: seen.at(-Math.min(proxyHops, seen.length))?.slice(0, LENGTH_MAX) || null,
    agent: headers.get('user-agent')?.slice(0, LENGTH_MAX) || null,
  };
}
