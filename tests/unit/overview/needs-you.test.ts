import { describe, expect, it } from 'vitest';
import { usd } from '@/lib/money';
import { type AccountFacts, type InstanceFacts, needsYou, type UnknownFacts } from '@/lib/queries/needs-you';

const now = new Date('2026-11-23T15:52:00Z');
const hours = (n: number) => new Date(now.getTime() + n * 3_600_000);

let next = 1;
const instance = (over: Partial<InstanceFacts> = {}): InstanceFacts => ({
  accountId: 'a',
  contractId: next++,
  label: 'vision-ft-03',
  gpuName: 'RTX 5090',
  numGpus: 2,
  word: 'running',
  since: hours(-6),
  statusMsg: null,
  presentHour: usd('0.72'),
  runningHour: usd('0.72'),
  storageHour: usd('0.012'),
  minBid: null,
  isBid: false,
  leaseEndsAt: null,
  contractEndsAt: hours(900),
  ...over,
});
const account = (over: Partial<AccountFacts> = {}): AccountFacts => ({
  accountId: 'a',
  name: 'main',
  credit: usd('1284.10'),
  creditReadAt: now,
  hourUsd: usd('0.72'),
  state: 'ok',
  stateSince: hours(-1),
  topUpUrl: 'https://cloud.vast.ai/billing/',
  ...over,
});
const ask = (
  instances: InstanceFacts[],
  accounts: AccountFacts[] = [account()],
  unknowns: UnknownFacts[] = [],
) => needsYou({ instances, accounts, unknowns }, now);

describe('what needs a person', () => {
  it('a quiet fleet needs nobody', () => {
    expect(ask([instance()])).toEqual({ needs: [], idleDayUsd: '0' });
  });

  it('an idle instance names its cost, what its disk goes on costing, and offers to stop it', () => {
    const { needs, idleDayUsd } = ask([instance({ contractId: 7, word: 'idle' })]);
    expect(needs).toMatchObject([
      {
        kind: 'idle',
        what: 'vision-ft-03',
        gpus: { name: 'RTX 5090', count: 2 },
        at: hours(-6).toISOString(),
        hourUsd: '0.72',
        afterHourUsd: '0.012',
        remedy: { do: 'stop', accountId: 'a', contractId: 7 },
      },
    ]);
    // (0.72 − 0.012) × 24: the disk isn't saved.
    expect(idleDayUsd).toBe('16.992');
  });

  it('an outbid instance offers the lowest bid that wins, never a hair below it', () => {
    const { needs } = ask([instance({ contractId: 7, word: 'outbid', isBid: true, minBid: usd('0.21201') })]);
    expect(needs[0]?.remedy).toEqual({ do: 'raise', accountId: 'a', contractId: 7, hourUsd: '0.213' });
  });

  it('without a known winning bid nothing is raised blindly', () => {
    const { needs } = ask([instance({ contractId: 7, word: 'outbid', isBid: true, minBid: null })]);
    expect(needs[0]?.remedy).toEqual({ do: 'go', href: '/instances/7' });
  });

  it('a host that is away leads to others like it; what ended by itself says why', () => {
    const { needs } = ask([
      instance({ word: 'failed', statusMsg: 'CUDA out of memory' }),
      instance({ word: 'offline', gpuName: 'L40S', numGpus: 1 }),
    ]);
    expect(needs.map((need) => need.kind)).toEqual(['failed', 'offline']);
    expect(needs[0]?.quote).toBe('CUDA out of memory');
    expect(needs[1]?.remedy).toEqual({ do: 'go', href: '/market?gpu=L40S&count=1' });
  });

  it('a lease that ends within six hours can be put off by a day; a later one is left alone', () => {
    const { needs } = ask([
      instance({ contractId: 7, leaseEndsAt: hours(5) }),
      instance({ leaseEndsAt: hours(7) }),
    ]);
    expect(needs).toMatchObject([
      {
        kind: 'lease',
        at: hours(5).toISOString(),
        remedy: { do: 'end', contractId: 7, endsAt: hours(29).toISOString() },
      },
    ]);
  });

  it('the host’s own end is told two days ahead', () => {
    expect(ask([instance({ contractEndsAt: hours(47) })]).needs[0]?.kind).toBe('ending');
    expect(ask([instance({ contractEndsAt: hours(49) })]).needs).toEqual([]);
  });

  it('from a dollar an hour on, running without an end is pointed out', () => {
    const { needs } = ask([
      instance({ contractId: 7, presentHour: usd('1') }),
      instance({ presentHour: usd('0.999') }),
      instance({ presentHour: usd('9'), leaseEndsAt: hours(100) }),
    ]);
    expect(needs).toMatchObject([
      { kind: 'endless', remedy: { do: 'end', contractId: 7, endsAt: '2026-11-26T16:00:00.000Z' } },
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
    const { needs } = ask(
      [],
      [account()],
      [
        {
          intentId: 'i',
          operation: 'rent',
          sentence: 'rented 4x RTX 4090',
          contractId: null,
          sentAt: hours(-0.1),
          reservedHour: usd('1.60'),
          waitsForPerson: false,
        },
      ],
    );
    expect(needs).toMatchObject([{ kind: 'unknown', hourUsd: '1.6', quote: null }]);
  });

  it('a state the host put it in comes before what only costs: one row per instance', () => {
    const { needs } = ask([
      instance({ word: 'outbid', minBid: usd('0.1'), leaseEndsAt: hours(1), contractEndsAt: hours(2) }),
    ]);
    expect(needs.map((need) => need.kind)).toEqual(['outbid']);
  });

  it('many of one kind are one row with their sum, and no button acts on all of them at once', () => {
    const { needs, idleDayUsd } = ask([
      instance({ word: 'idle', presentHour: usd('0.1'), storageHour: usd('0') }),
      instance({ word: 'idle', presentHour: usd('0.3'), storageHour: usd('0'), label: 'dearest' }),
      instance({ word: 'idle', presentHour: usd('0.2'), storageHour: usd('0') }),
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
        instance({ word: 'outbid', minBid: usd('0.2') }),
      ],
      [account({ credit: usd('1') })],
    );
    expect(needs.map((need) => need.kind)).toEqual(['credit', 'outbid', 'idle', 'offline']);
  });
});
