import { ConfigError, config } from '@/lib/config';
import { openStore, type Store } from './db';

// On globalThis, because Next loads this module once per bundle (proxy, pages, handlers) and again at every
// edit in development: the process would end up with a pool for each.
const shared = globalThis as typeof globalThis & { gantryStore?: Store };

/** This process's one pool, opened at first need. */
export function store(): Store {
  shared.gantryStore ??= openStore(databaseUrl());
  return shared.gantryStore;
}

function databaseUrl(): string {
  const url = config().databaseUrl;
  if (url) return url;
  throw new ConfigError(
    'DATABASE_URL is not set. Start with "npm run up", which brings its own PostgreSQL, or set it to a server of yours.',
  );
}
