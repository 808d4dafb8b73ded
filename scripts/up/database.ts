import { relative } from 'node:path';
import pg from 'pg';
import { fingerprintOf, knownSecretKey } from '@/lib/config/secret-key';
import { backupFile, forgetOldBackups } from '@/lib/store/backup/keep';
import { writeBackup } from '@/lib/store/backup/write';
import { migrate, pendingMigrations } from '@/lib/store/migrate';
import { type Server, startServer, stopServer } from '@/lib/store/server';
import type { Part } from './running';
import { say } from './say.mjs';

const OLDEST_MAJOR = 15;
const WATCH_MS = 2_000;

/** The database of this start: the embedded server's, or the one that DATABASE_URL names. */
export class Database implements Part {
  private server: Server | undefined;
  private starting: Promise<Server> | undefined;
  private watch: NodeJS.Timeout | undefined;
  url = '';

  constructor(
    private readonly dataDir: string,
    private readonly given: string | undefined,
    private readonly secret: string | undefined,
  ) {}

  async start(): Promise<string> {
    if (this.given) {
      this.url = this.given;
      return `PostgreSQL ${await versionOf(this.given)} of DATABASE_URL`;
    }
    this.starting = startServer({ dataDir: this.dataDir });
    this.server = await this.starting;
    this.url = this.server.url;
    const where = `PostgreSQL 18 on ${new URL(this.url).host}`;
    const outside = this.server.pgdata.startsWith(this.dataDir)
      ? ''
      : `, kept in ${this.server.pgdata}, because the user postgres may not enter ${this.dataDir}`;
    return `${where}${this.server.adopted ? ', adopted from the start before' : ''}${outside}`;
  }

  /** A new database has nothing to lose; an existing one is backed up before a migration touches it. */
  async backUp(now: Date): Promise<string> {
    const { pending, empty } = await pendingMigrations(this.url);
    if (pending === 0 || empty) return 'not needed';
    if (process.env.GANTRY_SKIP_BACKUP === '1') return 'skipped, as GANTRY_SKIP_BACKUP says';
    const file = backupFile(this.dataDir, 'before-upgrade', now);
    const key = knownSecretKey({ dataDir: this.dataDir, secretKey: this.secret });
    await writeBackup(this.url, { file, now, secretKey: { fingerprint: key ? fingerprintOf(key) : null } });
    forgetOldBackups(this.dataDir);
    return relative('.', file);
  }

  async migrate(): Promise<string> {
    const count = await migrate(this.url);
    return count === 0 ? 'nothing to do' : `${count} applied`;
  }

  /** From now on a server that ended by itself is started again, at the same address. */
  keep() {
    if (!this.server) return;
    let starting = false;
    this.watch = setInterval(async () => {
      if (starting || this.server?.isLive()) return;
      starting = true;
      try {
        say('database ended by itself; it starts again');
        this.server = await startServer({ dataDir: this.dataDir });
      } catch (error) {
        say(error instanceof Error ? error.message : String(error));
      } finally {
        starting = false;
      }
    }, WATCH_MS);
  }

  async stop() {
    clearInterval(this.watch);
    // A start that is cut short has to come to its end before it can be taken back.
    await this.starting?.catch(() => {});
    if (!this.given) await stopServer(this.dataDir);
  }
}

async function versionOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query("SELECT current_setting('server_version') AS version");
    const version = String(rows[0].version).split(' ')[0] ?? '';
    if (Number.parseInt(version, 10) >= OLDEST_MAJOR) return version;
    throw new Error(`is PostgreSQL ${version}; Gantry needs ${OLDEST_MAJOR} or newer`);
  } catch (error) {
    const { hostname, port } = new URL(url);
    throw new Error(
      `The server of DATABASE_URL (${hostname}:${port || 5432}) can't be used: ${(error as Error).message}. Correct DATABASE_URL, or unset it to use the embedded server.`,
    );
  } finally {
    await client.end().catch(() => {});
  }
}
