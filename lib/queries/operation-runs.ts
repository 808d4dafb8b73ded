import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { type AuditRow, auditPage } from './audit';
import type { AuditFilter } from './audit-asked';

const EVERYTHING: AuditFilter = {
  ...{ words: [], who: [], kinds: [], actions: [], results: [], vias: [], accountIds: [] },
  ...{ instance: null, from: null, to: null },
};
const RUNS = 8;

/** How an operation went the last times, as far as whoever asks may see it. Reading isn't written down. */
export const operationRuns = async (db: Tx, scope: Scope, name: string): Promise<AuditRow[]> =>
  (await auditPage(db, scope, { ...EVERYTHING, actions: [name] }, { limit: RUNS })).rows;
