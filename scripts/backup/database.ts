import type { Config } from '@/lib/config';
import { startServer } from '@/lib/store/server';

/** Works on the database of DATABASE_URL, or on the embedded one, which is left as it was found: running or not. */
export async function withDatabase<T>(config: Config, work: (url: string) => Promise<T>): Promise<T> {
  if (config.databaseUrl) return work(config.databaseUrl);
  const server = await startServer({ dataDir: config.dataDir });
  try {
    return await work(server.url);
  } finally {
    if (!server.adopted) await server.stop();
  }
}
