import type PgBoss from 'pg-boss';
import { dayOf } from '@/lib/ledger/days';
import type { Store } from '@/lib/store/db';
import { type SyncPorts, syncChargeDay } from './charges';
import { firstDayOf, PLAN_DEFAULTS, type PlanOptions, planCharges } from './charges-plan';
import { accountProgress, noteFirstDay } from './charges-state';
import { startTurns, type TurnOptions } from './jobs';

export interface ChargeSyncDeps extends Omit<SyncPorts, 'db'> {
  store: Store;
  plan?: Partial<PlanOptions>;
}

/** Keeps every linked account's charges read. Returns the function that ends it. */
export function startChargeSync(
  boss: PgBoss,
  { store, ...ports }: ChargeSyncDeps,
  options: TurnOptions = {},
): Promise<() => Promise<void>> {
  const { db, pool } = store;
  const plan = { ...PLAN_DEFAULTS, ...ports.plan };
  return startTurns(
    boss,
    { pool, now: ports.now },
    {
      queue: 'charges',
      due: async () => {
        const due = planCharges(await accountProgress(db), ports.now(), plan);
        return [...new Set(due.map(({ account }) => account.identityId))];
      },
      work: (identityId, goOn) => syncDueDays({ ...ports, db }, identityId, plan, goOn),
    },
    options,
  );
}

/** Reads an identity's due days, the most urgent first, looking anew after each what is due now. */
export async function syncDueDays(
  ports: SyncPorts,
  identityId: string,
  plan: PlanOptions,
  goOn: () => boolean,
): Promise<void> {
  while (goOn()) {
    const [next] = planCharges(await accountProgress(ports.db, identityId), ports.now(), plan);
    if (!next) return;
    const { account, day } = next;
    if (account.clockAt !== null) {
      const firstDay = firstDayOf(account, dayOf(account.clockAt), plan.backfillDays);
      if (firstDay !== account.firstDay) await noteFirstDay(ports.db, account, firstDay);
    }
    await syncChargeDay(ports, account, day);
  }
}
