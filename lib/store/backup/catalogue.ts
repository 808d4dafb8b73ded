/** What a database of Gantry's consists of, as PostgreSQL itself knows it. */
import type { ClientBase } from 'pg';

export interface Table {
  name: string;
  /** Those that can be written; computed ones compute themselves again. */
  columns: string[];
}

/**
 * Every table of Gantry's with its columns, referenced ones first. Not pg-boss's: its turns are asked for anew, and
 * its tables come with the migrations.
 */
export async function tablesInOrder(client: ClientBase): Promise<Table[]> {
  const tables = await client.query<Table>(`
    SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    GROUP BY c.relname ORDER BY c.relname`);
  const references = await client.query<{ name: string; needs: string }>(`
    SELECT DISTINCT one.relname AS name, other.relname AS needs
    FROM pg_constraint k JOIN pg_class one ON one.oid = k.conrelid JOIN pg_class other ON other.oid = k.confrelid
    WHERE k.contype = 'f' AND one.relnamespace = 'public'::regnamespace AND one.oid <> other.oid
      AND NOT one.relispartition`);
  const left = new Map(tables.rows.map((table) => [table.name, table]));
  const ordered: Table[] = [];
  while (left.size > 0) {
    const free = [...left.values()].filter(
      ({ name }) =>
        !references.rows.some((reference) => reference.name === name && left.has(reference.needs)),
    );
    if (free.length === 0) throw new Error(`${[...left.keys()].join(', ')} reference each other in a circle`);
    for (const table of free) left.delete(table.name);
    ordered.push(...free);
  }
  return ordered;
}

/** The sequences' last values; one that gave out none is left out. */
export async function sequenceValues(client: ClientBase): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; value: string }>(`
    SELECT sequencename AS name, last_value::text AS value FROM pg_sequences
    WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY sequencename`);
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

/** The tables that hold something, largest first, and how much. */
export async function filledTables(client: ClientBase): Promise<{ name: string; rows: number }[]> {
  const filled: { name: string; rows: number }[] = [];
  for (const { name } of await tablesInOrder(client)) {
    const { rows } = await client.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM public.${quoted(name)}`,
    );
    if (rows[0]?.n) filled.push({ name, rows: rows[0].n });
  }
  return filled.sort((a, b) => b.rows - a.rows);
}

/** Other sessions of Gantry on this database: it is running, here or on another machine. */
export async function sessionsOfGantry(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT DISTINCT application_name AS name FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name ~ '^gantry'`);
  return rows.map(({ name }) => name);
}

/** So that what one server writes another one reads, however each is set up. */
export const SESSION =
  '-c datestyle=ISO -c intervalstyle=postgres -c timezone=UTC -c extra_float_digits=1 -c statement_timeout=0';

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export const columnList = ({ columns }: Table): string => columns.map(quoted).join(', ');
