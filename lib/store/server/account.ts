import { execFileSync, spawnSync } from 'node:child_process';

/** A system user that may run PostgreSQL. */
export type Account = { uid: number; gid: number };

/** An obstacle on this machine: what is wrong, and what a person can do about it. */
export class ServerError extends Error {
  constructor(
    sentence: string,
    readonly next: string,
  ) {
    super(`${sentence} ${next}`);
    this.name = 'ServerError';
  }
}

/**
 * The user that PostgreSQL runs as: ourselves (undefined), except for root, as whom PostgreSQL refuses to
 * start. Then it is the system user `postgres`, which is made when missing.
 */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return idsOf('postgres') ?? createAccount();
}

function createAccount(): Account {
  try {
    execFileSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'],
      { stdio: 'pipe' },
    );
  } catch (error) {
    throw new ServerError(
      `PostgreSQL does not run as root, and the system user "postgres" could not be made: ${(error as Error).message.trim()}.`,
      'Create that user, start Gantry as another user, or set DATABASE_URL to a server of yours.',
    );
  }
  const account = idsOf('postgres');
  if (!account) {
    throw new ServerError(
      'The new system user "postgres" has no id.',
      'Start Gantry as a user other than root.',
    );
  }
  return account;
}

function idsOf(user: string): Account | undefined {
  const id = (flag: string) => {
    const answer = spawnSync('id', [flag, user], { encoding: 'utf8' });
    return answer.status === 0 ? Number(answer.stdout.trim()) : undefined;
  };
  const uid = id('-u');
  const gid = id('-g');
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

/** Whether that user can enter a directory. Asked by trying, because groups and ACLs decide too. */
export function canEnter(directory: string, account: Account): boolean {
  const tried = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', directory], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  });
  return tried.status === 0;
}
