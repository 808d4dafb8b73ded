import { rmSync } from 'node:fs';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '@/lib/store/migrate';
import { startServer, stopServer } from '@/lib/store/server';
import { temporaryDirectory } from './leftovers';

declare module 'vitest' {
  interface ProvidedContext {
    /** A server's maintenance database, as a superuser. */
    adminUrl: string;
    /** A migrated, empty database that every test database is a copy of. */
    templateDatabase: string;
  }
}

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
  const dataDir = await temporaryDirectory('gantry-test', stopServer);
  const server = await startServer({ dataDir, fsync: false });
  return {
    adminUrl: withDatabase(server.url, 'postgres'),
    end: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
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
