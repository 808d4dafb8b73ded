import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { accountNow } from './account-clock';
import { type Happening, instanceTimeline } from './activity';
import { type InstanceDetail, type InstanceKey, instanceDetail } from './instances-detail';
import { instancesPulse, type Pulse } from './instances-pulse';

/** Everything an instance's page is drawn from, but its readings, costs and log, which come when they are looked at. */
export interface InstanceView {
  /** The accounts' time when this was read. */
  nowMs: number;
  detail: InstanceDetail;
  timeline: Happening[];
  pulse: Pulse;
}

const TIMELINE_MAX = 100;

export async function instanceView(
  db: Tx,
  scope: Scope,
  key: InstanceKey,
  now: Date,
): Promise<InstanceView | null> {
  const theirs = await accountNow(db, scope, now);
  const [detail, timeline, pulse] = await Promise.all([
    instanceDetail(db, scope, key, theirs),
    instanceTimeline(db, scope, key, TIMELINE_MAX),
    instancesPulse(db, scope, now),
  ]);
  return detail && { nowMs: theirs.getTime(), detail, timeline, pulse };
}
