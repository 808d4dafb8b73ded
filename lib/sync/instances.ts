/**
 * One poller per Vast.ai identity, however many people watch and however many workspaces link it: read once, then
 * the picture is stored for every account that links the identity, and the browsers are told what changed.
 */
import { and, eq, getTableColumns, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import { allInstances } from '@/lib/gateway/lists';
import type { Gateway } from '@/lib/gateway/types';
import { publish } from '@/lib/live/publish';
import type { Actor } from '@/lib/policy/actor';
import { recordSeen } from '@/lib/store/audit';
import type { Db, Tx } from '@/lib/store/db';
import { type NewEvent, tellEvent, tellEvents } from '@/lib/store/events';
import { account, contract, contractLabel, instance, instanceSample, vastIdentity } from '@/lib/store/schema';
import type { Instance } from '@/lib/vast/operations/instances';
import type { Problem } from '@/lib/vast/problem';
import { createdOutside, destroyedOutside, stateChanged } from './seen-events';
import { differs, type InstanceRow, type Snapshot, seenSentence, snapshotOf, wordOf } from './snapshot';

export interface PollDeps {
  db: Db;
  gateway: Gateway;
  now: () => Date;
  /** Names this process in the turn it takes. */
  holder: string;
}

/** Longer than the slowest read (10,000 instances are 400 pages a second apart); an abandoned turn is free after it. */
const TURN_MS = 600_000;
const WRITE_BATCH = 500;
const SAMPLE_EVERY_MS = 60_000;

export type Polled =
  | { kind: 'read'; instances: number; changed: number }
  | { kind: 'failed'; problem: Problem }
  | { kind: 'not-my-turn' };

export async function pollIdentity(deps: PollDeps, identityId: string): Promise<Polled> {
  const { db, gateway, now } = deps;
  if (!(await takeTurn(deps, identityId))) return { kind: 'not-my-turn' };
  try {
    const links = await linksOf(db, identityId);
    // Any link's key reads the same instances; one whose key is known to be dead is asked last.
    const [reader] = [...links].sort((a, b) => Number(a.state !== 'ok') - Number(b.state !== 'ok'));
    if (!reader) return { kind: 'not-my-turn' };
    const began = now();
    const listed = await allInstances(gateway, reader.id, syncActor(reader.workspaceId));
    if (listed.kind === 'refused') {
      for (const link of links) await noteUnreachable(db, link, listed.problem, now());
      return { kind: 'failed', problem: listed.problem };
    }
    let changed = 0;
    for (const link of links) changed += await storePicture(db, link, listed.rows, listed.at);
    await db
      .update(vastIdentity)
      .set({
        instancesReadAt: listed.at,
        instancesNotedAt: now(),
        instancesReadMs: now().getTime() - began.getTime(),
      })
      .where(eq(vastIdentity.id, identityId));
    return { kind: 'read', instances: listed.rows.length, changed };
  } finally {
    await endTurn(deps, identityId);
  }
}

export const syncActor = (workspaceId: string): Actor => ({
  kind: 'rule',
  rule: 'sync',
  workspaceId,
  name: 'Gantry',
});

type Link = Pick<typeof account.$inferSelect, 'workspaceId' | 'id' | 'state'>;

const linksOf = (db: Db, identityId: string): Promise<Link[]> =>
  db
    .select({ workspaceId: account.workspaceId, id: account.id, state: account.state })
    .from(account)
    .where(and(eq(account.identityId, identityId), isNull(account.removedAt)));

async function takeTurn({ db, now, holder }: PollDeps, identityId: string): Promise<boolean> {
  const taken = await db
    .update(vastIdentity)
    .set({ turnHolder: holder, turnEndsAt: new Date(now().getTime() + TURN_MS) })
    .where(
      and(
        eq(vastIdentity.id, identityId),
        or(
          isNull(vastIdentity.turnEndsAt),
          lte(vastIdentity.turnEndsAt, now()),
          eq(vastIdentity.turnHolder, holder),
        ),
      ),
    )
    .returning({ id: vastIdentity.id });
  return taken.length === 1;
}

const endTurn = ({ db, holder }: PollDeps, identityId: string) =>
  db
    .update(vastIdentity)
    .set({ turnHolder: null, turnEndsAt: null })
    .where(and(eq(vastIdentity.id, identityId), eq(vastIdentity.turnHolder, holder)));

async function noteUnreachable(db: Db, link: Link, problem: Problem, at: Date): Promise<void> {
  // A dead key has its own state already, set where the answer was read.
  if (problem.again !== 'yes' || link.state !== 'ok') return;
  await db.transaction(async (tx) => {
    const [changed] = await tx
      .update(account)
      .set({ state: 'unreachable', stateDetail: problem.vastSays ?? problem.say, stateSince: at })
      .where(and(eq(account.workspaceId, link.workspaceId), eq(account.id, link.id), eq(account.state, 'ok')))
      .returning({ name: account.name });
    if (!changed) return;
    const data = { account_id: link.id, name: changed.name, reason: 'unreachable' };
    await tellEvent(tx, link.workspaceId, { type: 'account.link_broken', at, data });
    await publish(tx, link.workspaceId, ['accounts', 'instances']);
  });
}

/** Stores what was read for one account, in one transaction. Returns how many rows changed. */
export async function storePicture(
  db: Db,
  link: Pick<Link, 'workspaceId' | 'id'>,
  rows: readonly Instance[],
  at: Date,
): Promise<number> {
  return db.transaction(async (tx) => {
    const known = await tx
      .select()
      .from(instance)
      .where(
        and(
          eq(instance.workspaceId, link.workspaceId),
          eq(instance.accountId, link.id),
          isNull(instance.goneAt),
        ),
      );
    const knownById = new Map(known.map((row) => [row.contractId, row]));
    const seen = rows.map((row) => snapshotOf(row, at));
    const changed = seen.filter((s) => {
      const before = knownById.get(s.contractId);
      return !before || before.absentSince !== null || differs(before, s);
    });
    for (const batch of batches(changed, WRITE_BATCH)) await writeBatch(tx, link, batch, knownById, at);
    const missing = await noteMissing(tx, link, known, new Set(seen.map((s) => s.contractId)), at);
    await sample(tx, link, seen, at);
    if (changed.length + missing > 0) await publish(tx, link.workspaceId, ['instances', 'meter']);
    return changed.length + missing;
  });
}

async function writeBatch(
  tx: Tx,
  link: Pick<Link, 'workspaceId' | 'id'>,
  batch: Snapshot[],
  knownById: Map<number, InstanceRow>,
  at: Date,
): Promise<void> {
  const key = { workspaceId: link.workspaceId, accountId: link.id };
  const values = batch.map((s) => {
    const before = knownById.get(s.contractId);
    const sameWord = before !== undefined && wordOf(before, at) === wordOf(s, at);
    return { ...key, ...s, statusSince: sameWord ? before.statusSince : at, absentSince: null };
  });
  const {
    workspaceId: _w,
    accountId: _a,
    contractId: _c,
    version: _v,
    goneAt: _g,
    ...columns
  } = getTableColumns(instance);
  await tx
    .insert(instance)
    .values(values)
    .onConflictDoUpdate({
      target: [instance.workspaceId, instance.accountId, instance.contractId],
      set: {
        ...Object.fromEntries(
          Object.entries(columns).map(([field, column]) => [field, sql.raw(`excluded."${column.name}"`)]),
        ),
        version: sql`nextval('live_version')`,
      },
      // A destroy that Vast.ai confirmed isn't undone by a list read a moment before.
      setWhere: isNull(instance.goneAt),
    });
  const firstSeen = await tx
    .insert(contract)
    .values(
      batch.map((s) => ({
        ...key,
        contractId: s.contractId,
        origin: 'outside' as const,
        gpuName: s.gpuName,
        numGpus: s.numGpus,
        machineId: s.machineId ?? null,
        hostId: s.hostId ?? null,
        firstSeenAt: at,
      })),
    )
    .onConflictDoNothing()
    .returning({ contractId: contract.contractId });
  const fresh = new Set(firstSeen.map((row) => row.contractId));
  // What carries a tag was rented here, and is told of when its rent is settled.
  const strange = batch.filter((s) => fresh.has(s.contractId) && s.intentTag === null);
  const told: NewEvent[] =
    strange.length > 0 && (await hadPicture(tx, link))
      ? strange.map((s) => createdOutside(link.id, s, at))
      : [];
  const relabelled = batch.filter((s) => {
    const before = knownById.get(s.contractId);
    return !before || before.label !== (s.label ?? null);
  });
  if (relabelled.length > 0) {
    await tx
      .insert(contractLabel)
      .values(
        relabelled.map((s) => ({ ...key, contractId: s.contractId, fromAt: at, label: s.label ?? null })),
      )
      .onConflictDoNothing();
  }
  for (const s of batch) {
    const before = knownById.get(s.contractId);
    const from = before ? wordOf(before, at) : null;
    const to = wordOf(s, at);
    if (before === undefined || from === null || from === to) continue;
    told.push(stateChanged(link.id, s, { from, to }, at));
    const sentence = seenSentence(s.label ?? `instance ${s.contractId}`, from, to, s);
    if (sentence === null) continue;
    await recordSeen(tx, link.workspaceId, {
      at,
      action: `instance.${to}`,
      accountId: link.id,
      contractId: s.contractId,
      sentence,
    });
  }
  await tellEvents(tx, link.workspaceId, told);
}

/** What a newly linked account has is no news: only what its first complete reading didn't show is. */
async function hadPicture(tx: Tx, link: Pick<Link, 'workspaceId' | 'id'>): Promise<boolean> {
  const [read] = await tx
    .select({ id: account.id })
    .from(account)
    .innerJoin(vastIdentity, eq(vastIdentity.id, account.identityId))
    .where(
      and(
        eq(account.workspaceId, link.workspaceId),
        eq(account.id, link.id),
        gt(vastIdentity.instancesNotedAt, account.linkedAt),
      ),
    );
  return read !== undefined;
}

/** Missing once may be a hiccup of paging; missing in two complete reads is gone. */
async function noteMissing(
  tx: Tx,
  link: Pick<Link, 'workspaceId' | 'id'>,
  known: readonly InstanceRow[],
  seen: ReadonlySet<number>,
  at: Date,
): Promise<number> {
  const missing = known.filter((row) => !seen.has(row.contractId));
  if (missing.length === 0) return 0;
  const gone = missing.filter((row) => row.absentSince !== null);
  const mark = (
    rows: readonly InstanceRow[],
    set: { absentSince: Date } | { goneAt: Date; statusSince: Date },
  ) =>
    tx
      .update(instance)
      .set({ ...set, version: sql`nextval('live_version')` })
      .where(
        and(
          eq(instance.workspaceId, link.workspaceId),
          eq(instance.accountId, link.id),
          inArray(
            instance.contractId,
            rows.map((row) => row.contractId),
          ),
        ),
      );
  const firstTime = missing.filter((row) => row.absentSince === null);
  if (firstTime.length > 0) await mark(firstTime, { absentSince: at });
  if (gone.length > 0) await mark(gone, { goneAt: at, statusSince: at });
  for (const row of gone) {
    await recordSeen(tx, link.workspaceId, {
      at,
      action: 'instance.gone',
      accountId: link.id,
      contractId: row.contractId,
      sentence: `no longer lists ${row.label ?? `instance ${row.contractId}`}: it was destroyed outside Gantry`,
    });
  }
  const told = gone.map((row) => destroyedOutside(link.id, row, at));
  await tellEvents(tx, link.workspaceId, told);
  return missing.length;
}

/** One reading a minute is kept; a reading that Vast.ai doesn't have stays a gap. */
async function sample(
  tx: Tx,
  link: Pick<Link, 'workspaceId' | 'id'>,
  seen: readonly Snapshot[],
  at: Date,
): Promise<void> {
  const minute = new Date(Math.floor(at.getTime() / SAMPLE_EVERY_MS) * SAMPLE_EVERY_MS);
  const readings = seen.filter((s) => s.actualStatus === 'running');
  for (const batch of batches(readings, WRITE_BATCH)) {
    await tx
      .insert(instanceSample)
      .values(
        batch.map((s) => ({
          workspaceId: link.workspaceId,
          accountId: link.id,
          contractId: s.contractId,
          at: minute,
          gpuUtil: s.gpuUtil ?? null,
          gpuTemp: s.gpuTemp ?? null,
          memUsage: s.vmemUsage ?? null,
          diskUsage: s.diskUsage ?? null,
        })),
      )
      .onConflictDoNothing();
  }
}

function* batches<T>(all: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size);
}
