/** Machines of one host on one network, and the private networks between instances that lie on it. */
export interface Cluster {
  readonly id: number;
  readonly owner: number;
  readonly subnet: string;
  manager: number;
  readonly machines: Set<number>;
}

export interface Overlay {
  readonly id: number;
  readonly owner: number;
  readonly name: string;
  readonly cluster: number;
  readonly instances: Set<number>;
}

/** The n-th address of "10.1.0.0/24". */
export function addressIn(subnet: string, n: number): string {
  const [network = ''] = subnet.split('/');
  const parts = network.split('.').map(Number);
  return [...parts.slice(0, 3), (parts[3] ?? 0) + n].join('.');
}
