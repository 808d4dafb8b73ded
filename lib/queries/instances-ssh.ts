/** How to reach an instance by SSH. */
export interface SshFacts {
  running: boolean;
  publicAddress: string | null;
  ports: Record<string, { HostPort: string }[]> | null;
  sshHost: string | null;
  sshPort: number | null;
  /** As Vast.ai echoes it: `ssh_direc ssh_proxy`, `jupyter_direc ssh_direc ssh_proxy`, … */
  runtype: string | null;
}

export interface SshLines {
  /** Straight to the machine: fast, needs an open port there. */
  direct: string | null;
  /** Through Vast.ai's proxy: slower, works behind any firewall. */
  proxy: string | null;
}

/**
 * Direct first, as the official client does. Its trap is kept: where the run type holds Jupyter, `ssh_port` is
 * Jupyter's and SSH answers on the next one (vast-cli, `_ssh_url`; users reported being off by one).
 */
export function sshLines(f: SshFacts): SshLines {
  const direct = f.ports?.['22/tcp']?.[0]?.HostPort;
  const answers = f.runtype === null || /ssh|jupyter/.test(f.runtype);
  const proxyPort = f.sshPort === null ? null : f.sshPort + (f.runtype?.includes('jupyter') ? 1 : 0);
  return {
    direct: f.running && direct && f.publicAddress ? line(direct, f.publicAddress) : null,
    // The proxy's place is known before the container runs; an `args` container listens to nobody.
    proxy: answers && f.sshHost && proxyPort !== null ? line(proxyPort, f.sshHost) : null,
  };
}

const line = (port: string | number, host: string) => `ssh -p ${port} root@${host.trim()}`;
