import { describe, expect, it } from 'vitest';
import { type SshFacts, sshLines } from '@/lib/queries/instances-ssh';

const facts: SshFacts = {
  running: true,
  publicAddress: '192.0.2.14',
  ports: { '22/tcp': [{ HostPort: '41022' }] },
  sshHost: 'ssh4.vast.ai',
  sshPort: 13344,
  runtype: 'ssh_direc ssh_proxy',
};

describe('the SSH lines', () => {
  it('go straight to the machine, and through Vast.ai’s proxy', () => {
    expect(sshLines(facts)).toEqual({
      direct: 'ssh -p 41022 root@192.0.2.14',
      proxy: 'ssh -p 13344 root@ssh4.vast.ai',
    });
  });

  it.each(['jupyter_direc ssh_direc ssh_proxy', 'jupyter_proxy ssh_proxy', 'jupyter'])(
    'use the port after ssh_port where the run type is %s',
    (runtype) => {
      expect(sshLines({ ...facts, runtype }).proxy).toBe('ssh -p 13345 root@ssh4.vast.ai');
      expect(sshLines({ ...facts, runtype }).direct).toBe('ssh -p 41022 root@192.0.2.14');
    },
  );

  it('are only the proxy’s while the machine has no port open', () => {
    const none: SshFacts['ports'][] = [null, {}, { '22/tcp': [] }, { '8080/tcp': [{ HostPort: '41023' }] }];
    for (const ports of none) {
      expect(sshLines({ ...facts, ports })).toMatchObject({ direct: null, proxy: expect.any(String) });
    }
  });

  it('don’t name a stopped instance’s old port, which is somebody else’s now', () => {
    expect(sshLines({ ...facts, running: false }).direct).toBeNull();
  });

  it('are none for a container that runs no SSH', () => {
    expect(sshLines({ ...facts, ports: {}, runtype: 'args' })).toEqual({ direct: null, proxy: null });
  });
});
