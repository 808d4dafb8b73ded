import pg from 'pg';
import { quoted, tablesInOrder } from '@/lib/store/backup/catalogue';

/** As the database's owner. */
export async function queryAt<R extends pg.QueryResultRow>(url: string, text: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<R>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Every row of every table of Gantry's, as text, in an order that doesn't depend on how it is stored. */
export async function contentsOf(url: string): Promise<Record<string, string[]>> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' });
  await client.connect();
  try {
    const contents: Record<string, string[]> = {};
    for (const { name } of await tablesInOrder(client)) {
      const { rows } = await client.query<{ row: string }>(
        `SELECT to_jsonb(t)::text AS row FROM public.${quoted(name)} t ORDER BY 1`,
      );
      contents[name] = rows.map(({ row }) => row);
    }
    return contents;
  } finally {
    await client.end();
  }
}
