import { describe, expect, it } from 'vitest';
import { usd } from '@/lib/money';
import type { Act } from '@/lib/queries/instances-pulse';
import { type AccountFacts, type InstanceFacts, needsYou } from '@/lib/queries/needs-you';

const now = new Date('2026-11-23T15:52:00Z');
const hours = (n: number) => now.getTime() + n * 3_600_000;

let next = 1;
const instance = (over: Partial<InstanceFacts> = {}): InstanceFacts => ({
  accountId: 'a',
  contractId: next++,
  label: 'vision-ft-03',
  gpu: 'RTX 5090',
  gpus: 2,
  word: 'running',
  sinceMs: hours(-9),
  quietSinceMs: null,
  statusMsg: null,
  hourUsd: '0.72',
  diskHourUsd: '0.012',
  minBidUsd: null,
  endsMs: null,
  contractEndsMs: hours(900),
  ...over,
});
const account = (over: Partial<AccountFacts> = {}): AccountFacts => ({
  accountId: 'a',
  name: 'main',
  credit: usd('1284.10'),
  creditReadAt: now,
  hourUsd: usd('0.72'),
  state: 'ok',
  stateSinceMs: hours(-1),
  topUpUrl: 'https://cloud.vast.ai/billing/',
  ...over,
});
const ask = (instances: InstanceFacts[], accounts: AccountFacts[] = [account()], acts: Act[] = []) =>
  needsYou({ instances, accounts, acts, approvals: [] }, now);

describe('what needs a person', () => {
  it('a quiet fleet needs nobody', () => {
    expect(ask([instance()])).toEqual({ needs: [], idleDayUsd: '0' });
  });

  it('an idle instance names its cost, what its disk goes on costing, and offers to stop it', () => {
    const { needs, idleDayUsd } = ask([instance({ contractId: 7, word: 'idle', quietSinceMs: hours(-6) })]);
    expect(needs).toMatchObject([
      {
        kind: 'idle',
        what: 'vision-ft-03',
        gpus: { name: 'RTX 5090', count: 2 },
        atMs: hours(-6),
        hourUsd: '0.72',
        afterHourUsd: '0.012',
        remedy: { do: 'stop', accountId: 'a', contractId: 7 },
      },
    ]);
    // (0.72 − 0.012) × 24: the disk isn't saved.
    expect(idleDayUsd).toBe('16.992');
  });

  it('an outbid instance offers the lowest bid that wins, never a hair below it', () => {
    const { needs } = ask([instance({ contractId: 7, word: 'outbid', minBidUsd: '0.21201' })]);
    expect(needs[0]?.remedy).toEqual({ do: 'raise', accountId: 'a', contractId: 7, hourUsd: '0.213' });
  });

  it('without a known winning bid nothing is raised blindly', () => {
    const { needs } = ask([instance({ contractId: 7, word: 'outbid', minBidUsd: null })]);
    expect(needs[0]?.remedy).toEqual({ do: 'go', href: '/instances/a/7' });
  });

  it('a host that is away leads to others like it; what ended by itself says why', () => {
    const { needs } = ask([
      instance({ word: 'failed', statusMsg: 'CUDA out of memory' }),
      instance({ word: 'offline', gpu: 'L40S', gpus: 1 }),
    ]);
    expect(needs.map((need) => need.kind)).toEqual(['failed', 'offline']);
    expect(needs[0]?.quote).toBe('CUDA out of memory');
    expect(needs[1]?.remedy).toEqual({ do: 'go', href: '/market?gpu=L40S&count=1' });
  });

  it('a lease that ends within six hours can be put off by a day; a later one is left alone', () => {
    const { needs } = ask([instance({ contractId: 7, endsMs: hours(5) }), instance({ endsMs: hours(7) })]);
    expect(needs).toMatchObject([
      {
        kind: 'lease',
        atMs: hours(5),
        remedy: { do: 'end', contractId: 7, endsMs: hours(29) },
      },
    ]);
  });

  it('the host’s own end is told two days ahead', () => {
    expect(ask([instance({ contractEndsMs: hours(47) })]).needs[0]?.kind).toBe('ending');
    expect(ask([instance({ contractEndsMs: hours(49) })]).needs).toEqual([]);
  });

  it('from a dollar an hour on, running without an end is pointed out', () => {
    const { needs } = ask([
      instance({ contractId: 7, hourUsd: '1' }),
      instance({ hourUsd: '0.999' }),
      instance({ hourUsd: '9', endsMs: hours(100) }),
    ]);
    expect(needs).toMatchObject([
      { kind: 'endless', remedy: { do: 'end', contractId: 7, endsMs: Date.parse('2026-11-26T16:00:00Z') } },
    ]);
  });

  it('credit is a need below three days, and not at three', () => {
    const low = account({ credit: usd('51.83'), hourUsd: usd('0.72') });
    const enough = account({ credit: usd('51.84'), hourUsd: usd('0.72') });
    expect(ask([], [low]).needs).toMatchObject([
      { kind: 'credit', what: 'main', remedy: { do: 'go', href: 'https://cloud.vast.ai/billing/' } },
    ]);
    expect(ask([], [enough]).needs).toEqual([]);
  });

  it('a dead key leads to its repair, and an unreachable Vast.ai is not called a dead key', () => {
    const { needs } = ask(
      [],
      [
        account({ accountId: 'r', state: 'revoked' }),
        account({ accountId: 't', state: 'two_factor' }),
        account({ accountId: 'u', state: 'unreachable' }),
      ],
    );
    expect(needs.map(({ kind, remedy }) => [kind, remedy])).toEqual([
      ['key', { do: 'go', href: '/accounts#r' }],
      ['key', { do: 'go', href: '/accounts#t' }],
      ['unreachable', { do: 'go', href: '/accounts#u' }],
    ]);
  });

  it('an act without an answer stays until it is known, with the money it holds', () => {
    const act: Act = {
      id: 'i',
      accountId: 'a',
      contractId: null,
      what: 'rent',
      state: 'unknown',
      by: 'Ada',
      atMs: hours(-0.1),
      dueMs: null,
      reservedHourUsd: '1.6',
      object: '4× RTX 4090 as llama',
      problem: null,
      forPerson: null,
    };
    const { needs } = ask([], [account()], [act, { ...act, id: 'j', state: 'open' }]);
    expect(needs).toMatchObject([
      { kind: 'unknown', what: '4× RTX 4090 as llama', act: 'rent', hourUsd: '1.6', remedy: { do: 'go' } },
    ]);
    // Gantry looks a rent up by itself; whether a container was made anew only a person can see.
    const its = [instance({ contractId: 7 })];
    const recycle = ask(
      its,
      [account()],
      [{ ...act, id: 'k', what: 'recycle', contractId: 7, object: null, forPerson: 'recycled instance 7' }],
    );
    expect(recycle.needs[0]?.what).toBe('vision-ft-03');
    expect(recycle.needs[0]?.remedy).toEqual({ do: 'settle', intentId: 'k', href: '/instances/a/7' });
    const sent = ask(
      [],
      [account()],
      [{ ...act, id: 'l', what: 'other', object: null, forPerson: 'sent $5 of credit to lab@example.com' }],
    );
    expect(sent.needs[0]).toMatchObject({
      what: 'sent $5 of credit to lab@example.com',
      remedy: { do: 'settle', intentId: 'l', href: '/instances' },
    });
  });

  it('a state the host put it in comes before what only costs: one row per instance', () => {
    const { needs } = ask([
      instance({ word: 'outbid', minBidUsd: '0.1', endsMs: hours(1), contractEndsMs: hours(2) }),
    ]);
    expect(needs.map((need) => need.kind)).toEqual(['outbid']);
  });

  it('many of one kind are one row with their sum, and no button acts on all of them at once', () => {
    const { needs, idleDayUsd } = ask([
      instance({ word: 'idle', hourUsd: '0.1', diskHourUsd: '0' }),
      instance({ word: 'idle', hourUsd: '0.3', diskHourUsd: '0', label: 'dearest' }),
      instance({ word: 'idle', hourUsd: '0.2', diskHourUsd: '0' }),
    ]);
    expect(needs).toMatchObject([
      { kind: 'idle', count: 3, what: 'dearest', hourUsd: '0.6', remedy: { do: 'go' } },
    ]);
    expect(idleDayUsd).toBe('14.4');
  });

  it('the most urgent stands first', () => {
    const { needs } = ask(
      [
        instance({ word: 'offline' }),
        instance({ word: 'idle' }),
        instance({ word: 'outbid', minBidUsd: '0.2' }),
      ],
      [account({ credit: usd('1') })],
    );
    expect(needs.map((need) => need.kind)).toEqual(['credit', 'outbid', 'idle', 'offline']);
  });
});

describe('what agents wait for', () => {
  const asks = (id: string, hourUsd: string | null) => ({
    ...{ id, agent: 'trainer-bot', wants: 'rent 4× RTX 4090', hourUsd, toEndUsd: null },
    expiresMs: hours(0.4),
  });
  const needs = (approvals: ReturnType<typeof asks>[]) =>
    needsYou({ instances: [instance({ word: 'idle' })], accounts: [account()], acts: [], approvals }, now)
      .needs;

  it('comes before everything else, and leads to where one decides', () => {
    const [first, second] = needs([asks('p1', '1.6')]);
    expect(first).toMatchObject({
      ...{ kind: 'approval', what: 'trainer-bot', quote: 'rent 4× RTX 4090', hourUsd: '1.6' },
      remedy: { do: 'go', href: '/agents/approvals/p1' },
    });
    expect(second?.kind).toBe('idle');
  });

  it('many are one row, which leads to all of them', () => {
    const [first] = needs([asks('p1', '1.6'), asks('p2', null), asks('p3', '2')]);
    expect(first).toMatchObject({ kind: 'approval', count: 3, hourUsd: '3.6', remedy: { href: '/agents' } });
  });
});
