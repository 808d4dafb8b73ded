import { isIP } from 'node:net';

/** A network whose machines may say for whom they speak. */
export interface Network {
  address: string;
  bits: number;
}

const NAMED: Record<string, string> = {
  loopback: '127.0.0.0/8,::1/128',
  private: '10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7',
  none: '',
};

/** `loopback`, `private`, addresses and networks, divided by commas; undefined when one of them is none of these. */
export function networksOf(text: string): Network[] | undefined {
  const networks: Network[] = [];
  const parts = (list: string) => list.split(',').map((part) => part.trim());
  for (const part of parts(text).flatMap((name) => (name in NAMED ? parts(NAMED[name] ?? '') : [name]))) {
    if (part === '') continue;
    const [address = '', bits, more] = part.split('/');
    const version = isIP(address);
    const most = version === 6 ? 128 : 32;
    const width = bits === undefined ? most : Number(bits);
    if (version === 0 || more !== undefined || !/^\d*$/.test(bits ?? '') || width > most) return undefined;
    networks.push({ address, bits: width });
  }
  return networks;
}
