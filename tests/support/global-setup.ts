import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '@/lib/store/migrate';
import { startServer, stopServer } from '@/lib/store/server';

declare module 'vitest' {
  interface ProvidedContext {
    /** A server's maintenance database, as a superuser. */
    adminUrl: string;
    /** A migrated, empty database that every test database is a copy of. */
    templateDatabase: string;
  }
}

const PREFIX = 'gantry-test-';

/** One PostgreSQL for all integration tests: ours without fsync, or the one of GANTRY_TEST_DATABASE_URL. */
export default async function setup(project: TestProject) {
  const given = process.env.GANTRY_TEST_DATABASE_URL;
  const server = given ? undefined : await throwawayServer();
  const adminUrl = given ?? server?.adminUrl ?? '';
  const template = `gantry_template_${process.pid}`;
  await asAdmin(adminUrl, `CREATE DATABASE ${template}`);
  await migrate(withDatabase(adminUrl, template));
  project.provide('adminUrl', adminUrl);
  project.provide('templateDatabase', template);
  return async () => {
    await asAdmin(adminUrl, `DROP DATABASE ${template} WITH (FORCE)`);
    await server?.end();
  };
}

async function throwawayServer() {
  await sweep();
  const dataDir = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const server = await startServer({ dataDir, fsync: false });
  return {
    adminUrl: withDatabase(server.url, 'postgres'),
    end: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A test run that was killed left its server behind, in a directory named after its process. */
async function sweep() {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : 0;
    if (!pid || alive(pid)) continue;
    await stopServer(join(tmpdir(), name));
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function asAdmin(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

function withDatabase(url: string, database: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${database}`;
  return parsed.href;
}
