import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { exact } from '@/lib/money';
import type { Scope } from '@/lib/policy/actor';
import { may } from '@/lib/policy/roles';
import type { Tx } from '@/lib/store/db';
import { account } from '@/lib/store/schema';
import { originsOf } from './market';

export interface MarketAccount {
  id: string;
  name: string;
  origin: string;
  state: (typeof account.$inferSelect)['state'];
  stateDetail: string | null;
  /** $, exact; null until it was read. */
  credit: string | null;
}

export interface MarketState {
  accounts: MarketAccount[];
  /** The oldest of the markets' newest whole looks, on our clock; null while one was never looked at. */
  sweptAt: string | null;
  /** How old that is, milliseconds: a browser's clock may be wrong. */
  ageMs: number | null;
  /** Percent of those looks' searches that came back whole; below 100 some offers may be hidden. */
  coverage: number | null;
  /** Offers seen so far by the first look, while none has ended. */
  seenSoFar: number;
  /**
   * Older than it should be. `silent`: a look was begun and doesn't end, Vast.ai may not be answering. `idle`: no
   * look was begun, the worker may not be running.
   */
  late: 'silent' | 'idle' | null;
  /** Changes whenever the market on screen would. */
  revision: string;
}

/** Beyond a pause as long as the last look and a look twice as long, this much more is too much. */
const PATIENCE_MS = 120_000;

interface Sweep extends Record<string, unknown> {
  origin: string;
  started_at: Date | null;
  finished_at: Date | null;
  took_ms: number | null;
  searches: number | null;
  truncated: number | null;
  begun_at: Date | null;
  so_far: number | null;
}

/** How fresh and how whole the picture of the market is, for the origins that the workspace links. */
export async function marketState(db: Tx, scope: Scope, now: Date): Promise<MarketState> {
  const origins = await originsOf(db, scope);
  const [accounts, sweeps, revision] = await Promise.all([
    accountsOf(db, scope),
    sweepsOf(db, origins),
    revisionOf(db, origins),
  ]);
  const ended = sweeps.map((s) => s.finished_at);
  const sweptAt = ended.every((at) => at !== null) ? ended.toSorted((a, b) => +a - +b)[0] : undefined;
  const searches = sweeps.reduce((sum, s) => sum + (s.searches ?? 0), 0);
  const whole = sweeps.reduce((sum, s) => sum + (s.searches ?? 0) - (s.truncated ?? 0), 0);
  return {
    accounts,
    sweptAt: sweptAt?.toISOString() ?? null,
    ageMs: sweptAt ? Math.max(0, now.getTime() - sweptAt.getTime()) : null,
    coverage: sweptAt && searches > 0 ? Math.floor((whole / searches) * 1000) / 10 : null,
    seenSoFar: sweptAt ? 0 : sweeps.reduce((sum, s) => sum + (s.so_far ?? 0), 0),
    late: lateness(sweeps, now),
    revision,
  };
}

function lateness(sweeps: readonly Sweep[], now: Date): MarketState['late'] {
  const nowMs = now.getTime();
  const late = sweeps.filter(({ finished_at, begun_at, took_ms }) => {
    const since = finished_at ?? begun_at;
    return since !== null && nowMs - since.getTime() > PATIENCE_MS + 3 * (took_ms ?? PATIENCE_MS);
  });
  if (late.length === 0) return null;
  const underWay = ({ begun_at, started_at }: Sweep) =>
    begun_at !== null && (started_at === null || begun_at > started_at);
  return late.some(underWay) ? 'silent' : 'idle';
}

async function accountsOf(db: Tx, scope: Scope): Promise<MarketAccount[]> {
  const rows = await db
    .select({
      id: account.id,
      name: account.name,
      origin: account.origin,
      state: account.state,
      stateDetail: account.stateDetail,
      credit: account.credit,
    })
    .from(account)
    .where(and(eq(account.workspaceId, scope.workspaceId), isNull(account.removedAt)))
    .orderBy(asc(account.name), asc(account.id));
  const balance = may(scope.role, 'balance.read');
  return rows.map((row) => ({ ...row, credit: balance && row.credit !== null ? exact(row.credit) : null }));
}

/** Per origin: the newest look that ended, and the newest that was begun. */
async function sweepsOf(db: Tx, origins: readonly string[]): Promise<Sweep[]> {
  const found = await db.execute<Sweep>(sql`
    SELECT w.origin, e.started_at, e.finished_at, e.searches, e.truncated,
           (extract(epoch FROM e.finished_at - e.started_at) * 1000)::float8 AS took_ms,
           b.started_at AS begun_at, b.offers AS so_far
    FROM unnest(${sql.param([...origins])}::text[]) AS w(origin)
    LEFT JOIN LATERAL (SELECT * FROM market_sweep s WHERE s.origin = w.origin AND s.finished_at IS NOT NULL
                       ORDER BY s.started_at DESC LIMIT 1) e ON true
    LEFT JOIN LATERAL (SELECT * FROM market_sweep s WHERE s.origin = w.origin
                       ORDER BY s.started_at DESC LIMIT 1) b ON true`);
  const moment = (value: Date | null) => (value === null ? null : new Date(value));
  return found.rows.map((row) => ({
    ...row,
    started_at: moment(row.started_at),
    finished_at: moment(row.finished_at),
    begun_at: moment(row.begun_at),
  }));
}

/** Whatever moves a price or a row moves one of these. */
async function revisionOf(db: Tx, origins: readonly string[]): Promise<string> {
  const found = await db.execute<{ revision: string }>(sql`
    SELECT concat_ws(' ', count(*), extract(epoch FROM max(seen_at)), extract(epoch FROM max(gone_at)),
      (SELECT extract(epoch FROM max(finished_at)) FROM market_sweep
       WHERE origin = ANY(${sql.param([...origins])}::text[]))) AS revision
    FROM offer WHERE origin = ANY(${sql.param([...origins])}::text[])`);
  return found.rows[0]?.revision ?? '';
}
