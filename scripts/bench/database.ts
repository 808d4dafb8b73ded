import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@/lib/store/migrate';
import { startServer } from '@/lib/store/server';

/** A server of a bench's own, for as long as it measures. */
export async function withDatabase<T>(measure: (url: string) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gantry-bench-'));
  const server = await startServer({ dataDir, fsync: false });
  try {
    await migrate(server.url);
    return await measure(server.url);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
