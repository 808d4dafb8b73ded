/** What happens to instances and machines, in the words in which their people are told. */
import type { Seconds } from './clock';
import { type Contract, lastStretch, statusAt } from './contracts';
import type { Hosted } from './hosted';
import type { Machine } from './machines';
import { dollars, fromNano } from './ticks';
import type { World } from './world';

type Telling = (one: Contract) => string;

const SUBJECTS = {
  'client:instance_created': (one) => `Your Instance #${one.id} Was Created`,
  'client:instance_started': (one) => `Your Instance #${one.id} Has Started`,
  'client:instance_stopped': (one) => `Your Instance #${one.id} Has Been Stopped`,
  'client:instance_resumed': (one) => `Your Instance #${one.id} Has Resumed`,
  'client:instance_deleted': (one) => `Your Instance #${one.id} Was Deleted`,
  'client:instance_online': (one) => `Your Instance #${one.id} Is Back Online`,
  'client:contract_extended': (one) => `The Contract Of Your Instance #${one.id} Has Been Extended`,
  'client:upcoming_downtime': (one) => `Upcoming Downtime Of Your Instance #${one.id}`,
  'client:outbid': (one) => `Your Interruptible Instance #${one.id} Has Been Outbid`,
} as const satisfies Record<string, Telling>;

export type OfInstance = keyof typeof SUBJECTS;

/** What a host runs in the background is nobody's instance, and a volume is none. */
const isTold = (world: World, one: Contract): boolean =>
  world.notifications.listening && one.kind === 'instance' && world.contracts.has(one.id);

export function tellOf(
  world: World,
  one: Contract,
  key: OfInstance,
  at: Seconds,
  more: { readonly message?: string; readonly data?: Record<string, number | string | null> } = {},
): void {
  if (!isTold(world, one)) return;
  const subject = SUBJECTS[key](one);
  world.notifications.tell(
    one.account,
    key,
    {
      subject,
      message: more.message ?? `${subject.replace('Your ', '')}: it is on machine ${one.machine.id}.`,
      data: { instance_id: one.id, machine_id: one.machine.id, ...more.data },
    },
    at,
  );
}

export interface Before {
  readonly held: boolean;
  readonly offline: boolean;
}

export const standing = (one: Contract): Before => ({
  held: one.holding,
  offline: lastStretch(one).state === 'offline',
});

/** After a look at a machine: who lost or regained what. */
export function tellChanges(
  world: World,
  machine: Machine,
  changes: readonly (readonly [Contract, Before])[],
  at: Seconds,
): void {
  const lost: Contract[] = [];
  for (const [one, before] of changes) {
    const offline = lastStretch(one).state === 'offline';
    if (offline && !before.offline) lost.push(one);
    if (!offline && before.offline) tellOf(world, one, 'client:instance_online', at);
    if (!before.held || one.holding) continue;
    if (one.intended === 'stopped') tellOf(world, one, 'client:instance_stopped', at);
    else if (one.isBid)
      tellOf(world, one, 'client:outbid', at, { message: priceToBeat(world, one, machine, at) });
  }
  tellLost(world, machine, lost, at);
}

function priceToBeat(world: World, one: Contract, machine: Machine, at: Seconds): string {
  const least = world.market.bidNanoHour(machine, at) * BigInt(one.chunk.size);
  const [bid, current] = [one.gpuNanoHour, least].map((price) => dollars(fromNano(price), 3));
  return `Instance ${one.id} on machine ${machine.id} is paused: your bid is $${bid}/hr, the current minimum bid is $${current}/hr.`;
}

/** Every instance that an account had there, in one notice (docs examples/notifications). */
function tellLost(world: World, machine: Machine, lost: readonly Contract[], at: Seconds): void {
  const told = lost.filter((one) => isTold(world, one));
  for (const account of new Set(told.map((one) => one.account))) {
    const ids = told.filter((one) => one.account === account).map((one) => one.id);
    const notice = {
      subject: `Your Instances On Machine ${machine.id} Are Offline`,
      message: `Machine ${machine.id} stopped reporting; it has your instances ${ids.join(', ')}.`,
      data: { instance_ids: ids, machine_ids: [machine.id] },
    };
    world.notifications.tell(account, 'client:instance_offline', notice, at);
  }
}

/** A container runs: for the first time, or again after it waited for its GPUs. */
export function tellRunning(world: World, one: Contract, first: boolean, at: Seconds): void {
  if (first) tellOf(world, one, 'client:instance_started', at);
  else tellOf(world, one, 'client:instance_resumed', at, { data: { actual_status: statusAt(one, at) } });
}

export function tellHost(
  world: World,
  { owner, machine }: Hosted,
  key: 'host:machine_offline' | 'host:machine_report' | 'host:maintenance_scheduled',
  subject: string,
  at: Seconds,
): void {
  const notice = { subject, message: `${subject}.`, data: { machine_id: machine.id } };
  world.notifications.tell(owner.id, key, notice, at);
}
