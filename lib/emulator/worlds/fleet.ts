/** Companies with more instances than anybody looks through: two thousand over four accounts, ten thousand in one. */
import type { Account } from '../world/accounts';
import type { Ask } from '../world/asks';
import { DAY, dayOf, HOUR } from '../world/clock';
import type { Work } from '../world/contracts';
import { keepHabit, topUp } from '../world/credit';
import { chunksOf, type Machine } from '../world/machines';
import { dollars } from '../world/ticks';
import type { World } from '../world/world';
import { lookAround } from './company';
import { dollarsOf, openAccount } from './found';
import { type Job, minutes, oneOf, pastContract, roll } from './jobs';
import { bidPercentOfLowest, pause, place } from './live';
import { COMFY, EMBED, PYTORCH } from './recipes';

interface Plan {
  readonly name: string;
  readonly instances: number;
  /** How many of its calls fail, 0..1. */
  readonly trouble: number;
}

const FOUR: readonly Plan[] = [
  { name: 'Fleet North', instances: 900, trouble: 0 },
  { name: 'Fleet South', instances: 600, trouble: 0 },
  { name: 'Fleet East', instances: 300, trouble: 0 },
  // Named for what it is for: half of its calls are answered with 503 or not at all.
  { name: 'Fleet Faulty', instances: 200, trouble: 0.5 },
];

const KINDS: readonly { stem: string; work: Work; image: string; diskGb: number }[] = [
  { stem: 'pretrain', work: 'train', image: PYTORCH, diskGb: 120 },
  { stem: 'embed', work: 'crawl', image: EMBED, diskGb: 60 },
  { stem: 'render', work: 'render', image: COMFY, diskGb: 40 },
  { stem: 'serve', work: 'serve', image: 'vastai/vllm:v0.11.0', diskGb: 80 },
];

/** Finished contracts a day and account, so that the past has more than what still lives. */
const PAST_A_DAY = 12;

export const fleet = (world: World, history: number): void => settle(world, FOUR, history);

export const tenThousand = (world: World, history: number): void =>
  settle(world, [{ name: 'Fleet Giant', instances: 10_000, trouble: 0 }], history);

function settle(world: World, accounts: readonly Plan[], history: number): void {
  const places = freePlaces(world);
  for (const plan of accounts) {
    const email = `${plan.name.toLowerCase().replace(' ', '-')}@example.com`;
    const account = openAccount(world, {
      name: plan.name,
      email,
      trouble: plan.trouble,
      habit: { below: '20000', amount: '60000' },
    });
    for (let n = 0; n < plan.instances; n += 1) {
      const next = places.next();
      if (next.done) throw new Error('the fleet has more instances than the world has GPUs');
      settleOn(world, account, next.value, n, history);
    }
    livePastOf(world, account, history);
    pay(world, account, history);
    lookAround(world, account);
    keepHabit(world, account, dayOf(world.epoch) + 1);
  }
}

/** Chunks of one and two GPUs, machine by machine, a fifth of the machines left to other people. */
function* freePlaces(world: World): Generator<Ask, undefined> {
  for (const machine of world.machines.values()) {
    if (machine.verification !== 'verified' || roll(world, machine.id, 'left') < 0.05) continue;
    for (const chunk of cut(world, machine)) yield { machine, chunk };
  }
  return undefined;
}

function* cut(world: World, machine: Machine) {
  let taken = 0;
  const small = chunksOf(machine).filter((one) => one.size <= 2);
  const order = roll(world, machine.id, 'pairs') < 0.3 ? small.toSorted((a, b) => b.size - a.size) : small;
  for (const chunk of order) {
    if ((chunk.slots & taken) !== 0) continue;
    taken |= chunk.slots;
    yield chunk;
  }
}

function settleOn(world: World, account: Account, ask: Ask, n: number, history: number): void {
  const kind = oneOf(world, KINDS, account.name, n);
  const bid = roll(world, account.name, n, 'bid') < 0.15;
  const contract = place(
    world,
    account,
    jobOf(world, account, ask, n, kind, Math.max(1, history), bid ? 60 : undefined),
    ask,
  );
  const fate = roll(world, account.name, n, 'fate');
  if (bid) bidPercentOfLowest(world, contract, fate < 0.3 ? 95 : 125);
  if (bid && fate < 0.3) pause(contract, world.epoch - HOUR);
  else if (fate > 0.95) {
    pause(contract, world.epoch - minutes(world, 30, 600, account.name, n, 'stopped'));
    contract.intended = 'stopped';
  } else if (fate > 0.9) contract.idleSince = world.epoch - 5 * HOUR;
}

function jobOf(
  world: World,
  account: Account,
  ask: Ask,
  n: number,
  kind: (typeof KINDS)[number],
  history: number,
  bidPercent?: number,
): Job {
  const ago = minutes(world, 700, history * 24 * 60, account.name, n, 'age');
  const { stem, ...rest } = kind;
  const label = `${stem}-${String(n).padStart(4, '0')}`;
  return {
    ...rest,
    label,
    model: ask.machine.model.name,
    gpus: ask.chunk.size,
    begin: world.epoch - ago,
    end: null,
    bidPercent,
  };
}

function livePastOf(world: World, account: Account, history: number): void {
  const today = dayOf(world.epoch);
  for (let day = today - history; day < today - 1; day += 1) {
    for (let n = 0; n < PAST_A_DAY; n += 1) {
      const { stem, ...kind } = oneOf(world, KINDS, account.name, day, n, 'past');
      const begin = day * DAY + minutes(world, 0, 1200, account.name, day, n);
      const end = begin + minutes(world, 40, 1400, account.name, day, n, 'long');
      const model = oneOf(world, ['RTX 4090', 'RTX 5090', 'RTX 3090', 'L40S'], account.name, day, n);
      pastContract(world, account, { ...kind, label: `${stem}-past-${n}`, model, gpus: 1, begin, end });
    }
  }
}

/** One payment that covered everything so far and leaves some days' worth. */
function pay(world: World, account: Account, history: number): void {
  const spent = Number(dollars(account.wallet.spent(world.epoch), 0));
  const opening = Math.ceil(spent / 1000) * 1000 + 45_000;
  topUp(world, account, (dayOf(world.epoch) - history - 1) * DAY, dollarsOf(String(opening)));
}
