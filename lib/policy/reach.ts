/** Where Gantry posts to on somebody's word: never into the networks it stands in, unless the operator names them. */
import { BlockList, isIP } from 'node:net';

/** A network that the operator allows. */
interface Network {
  address: string;
  bits: number;
}

// What the registries of special addresses (RFC 6890 and later) keep from the public network.
const NOT_PUBLIC = blockList(
  [
    ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
    ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
    ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
    ...['::/128', '::1/128', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32'],
    // 6to4 carries an IPv4 address in it.
    ...['2002::/16', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
  ].map((text) => {
    const [address = '', bits] = text.split('/');
    return { address, bits: Number(bits) };
  }),
);

export interface Reach {
  /** Whether an address may be connected to. */
  allows(address: string): boolean;
  /** Whether it lies in a network that the operator named: there, plain http will do. */
  named(address: string): boolean;
}

export function reachOf(networks: readonly Network[]): Reach {
  const named = blockList(networks);
  return {
    allows: (address) => isIn(named, address) || !isIn(NOT_PUBLIC, address),
    named: (address) => isIn(named, address),
  };
}

function blockList(networks: readonly Network[]): BlockList {
  const list = new BlockList();
  for (const { address, bits } of networks) list.addSubnet(address, bits, familyOf(address));
  return list;
}

/** What is no address at all is in every list. An IPv4 address in an IPv6 coat counts as what it is. */
function isIn(list: BlockList, address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
  return isIP(plain) === 0 || list.check(plain, familyOf(plain));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
