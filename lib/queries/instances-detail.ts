/** One instance with everything its page shows besides the row: the machine, the container, how to reach it. */
import { and, eq, sql } from 'drizzle-orm';
import { exact } from '@/lib/money';
import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { account, contract, instance } from '@/lib/store/schema';
import { instanceInSight } from '@/lib/store/sight';
import { cardGb } from '@/lib/vast/units';
import { costSoFar } from './costs-contracts';
import { type InstanceRow, oneInstance } from './instances';
import { type SshLines, sshLines } from './instances-ssh';

export interface InstanceKey {
  accountId: string;
  contractId: number;
}

export interface InstanceDetail {
  row: InstanceRow;
  ssh: SshLines;
  /** Open ports, as "8080/tcp" and the port of the machine it answers on. */
  ports: { inside: string; outside: number }[];
  publicAddress: string | null;
  /** GB; null where Vast.ai gives no reading. */
  gauges: {
    cpuPercent: number | null;
    memoryGb: number | null;
    memoryOfGb: number | null;
    gpuMemoryGb: number | null;
    gpuMemoryOfGb: number | null;
    diskGb: number | null;
    diskOfGb: number | null;
  };
  machine: {
    machineId: number | null;
    hostId: number | null;
    gpuRamGb: number | null;
    datacenter: boolean | null;
    /** 0..1 */
    reliability: number | null;
    /** How many contracts we have had on it, this one included. */
    withUs: number;
  };
  image: string | null;
  template: string | null;
  runtype: string | null;
  /** The last UTC day that `row.soFarUsd` holds. */
  soFarThrough: string | null;
  /** $/h for the GPUs alone, while running. */
  gpuHourUsd: string | null;
  /** What the rent panel showed per hour. */
  quoteHourUsd: string | null;
  /** Where a person sees it at Vast.ai; null for a simulated account. */
  vastUrl: string | null;
}

/** From an address; null when it names no instance at all. */
export function instanceKey(account: string, contract: string): InstanceKey | null {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(account) || !/^[1-9]\d{0,14}$/.test(contract))
    return null;
  return { accountId: account, contractId: Number(contract) };
}

/** Null for another workspace's: not found, never forbidden. */
export async function instanceDetail(
  db: Tx,
  scope: Scope,
  key: InstanceKey,
  now: Date,
): Promise<InstanceDetail | null> {
  const row = await oneInstance(db, scope, now, key);
  if (!row) return null;
  const mine = and(
    eq(instance.workspaceId, scope.workspaceId),
    eq(instance.accountId, key.accountId),
    eq(instance.contractId, key.contractId),
  );
  const [found] = await db
    .select({ i: instance, quote: contract.quoteHourUsd, origin: account.origin })
    .from(instance)
    .innerJoin(
      account,
      and(eq(account.workspaceId, instance.workspaceId), eq(account.id, instance.accountId)),
    )
    .leftJoin(
      contract,
      and(
        eq(contract.workspaceId, instance.workspaceId),
        eq(contract.accountId, instance.accountId),
        eq(contract.contractId, instance.contractId),
      ),
    )
    .where(mine);
  if (!found) return null;
  const { i, quote, origin } = found;
  const running = i.actualStatus === 'running' && i.goneAt === null;
  const nowOnly = <T>(reading: T | null): T | null => (running ? reading : null);
  const gpuRamGb = i.gpuRamMb === null ? null : cardGb(i.gpuRamMb);
  return {
    row,
    ssh: sshLines({ ...i, running }),
    ports: openPorts(running ? i.ports : null),
    publicAddress: i.publicAddress,
    gauges: {
      cpuPercent: nowOnly(i.cpuUtil),
      memoryGb: nowOnly(i.memUsage),
      memoryOfGb: i.memLimit,
      gpuMemoryGb: nowOnly(i.vmemUsage),
      gpuMemoryOfGb: gpuRamGb === null ? null : gpuRamGb * i.numGpus,
      // A stopped instance's disk is still full, and still billed.
      diskGb: i.diskUsage,
      diskOfGb: i.diskSpace,
    },
    machine: {
      machineId: i.machineId,
      hostId: i.hostId,
      gpuRamGb,
      datacenter: i.hostingType === null ? null : i.hostingType === 1,
      reliability: i.reliability,
      withUs: i.machineId === null ? 1 : await contractsOn(db, scope, i.machineId),
    },
    image: i.image,
    template: i.templateName,
    runtype: i.runtype,
    soFarThrough: (await costSoFar(db, scope, [key]))[0]?.throughDay ?? null,
    gpuHourUsd: i.dphBase && exact(i.dphBase),
    quoteHourUsd: quote && exact(quote),
    vastUrl: origin === 'https://console.vast.ai' ? 'https://cloud.vast.ai/instances/' : null,
  };
}

async function contractsOn(db: Tx, scope: Scope, machineId: number): Promise<number> {
  const [counted] = await db
    .select({ n: sql<number>`count(*)::int` })
    .from(contract)
    .where(and(eq(contract.workspaceId, scope.workspaceId), eq(contract.machineId, machineId)));
  return counted?.n ?? 0;
}

const openPorts = (ports: (typeof instance.$inferSelect)['ports']) =>
  Object.entries(ports ?? {})
    .flatMap(([inside, [first]]) => (first ? [{ inside, outside: Number(first.HostPort) }] : []))
    .toSorted((a, b) => a.inside.localeCompare(b.inside, 'en', { numeric: true }));

/** The account of an instance known by its number alone, for short links; the living one where there are two. */
export async function accountOfContract(db: Tx, scope: Scope, contractId: number): Promise<string | null> {
  const [found] = await db
    .select({ accountId: instance.accountId })
    .from(instance)
    .innerJoin(
      account,
      and(eq(account.workspaceId, instance.workspaceId), eq(account.id, instance.accountId)),
    )
    .where(
      and(
        eq(instance.workspaceId, scope.workspaceId),
        eq(instance.contractId, contractId),
        instanceInSight(scope.sees, instance),
        sql`${account.removedAt} IS NULL`,
      ),
    )
    .orderBy(sql`${instance.goneAt} IS NOT NULL`)
    .limit(1);
  return found?.accountId ?? null;
}
