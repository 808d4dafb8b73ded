import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Alternatives } from '@/components/market/alternatives';
import { NeverSeen, NoAccount, NoMatch } from '@/components/market/no-offers';
import { againstUsual } from '@/components/market/offer-head';
import { loadMarketParams } from '@/components/market/params';
import { receiptOf } from '@/components/market/receipt';
import { CreditLine, RentFoot } from '@/components/market/rent-foot';
import { stepsOf } from '@/components/market/rent-progress';
import { RentVerdictLine } from '@/components/market/rent-verdict';
import type { Verdict } from '@/components/market/use-verdict';
import { countryName, filterWords, withoutFilter } from '@/components/market/words';
import { bidTooLow, priceMoved } from '@/lib/gateway/problems';
import type { MarketPage } from '@/lib/queries/market';
import type { OfferForRent } from '@/lib/queries/market-offer';
import type { MarketAccount, MarketState } from '@/lib/queries/market-state';
import { cardGb } from '@/lib/vast/units';

const text = (element: ReactElement) =>
  renderToStaticMarkup(element)
    .replace(/<option[^>]*>.*?<\/option>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
const params = (search = '') => loadMarketParams(new URLSearchParams(search));
const account = (given: Partial<MarketAccount> = {}): MarketAccount => ({
  id: 'a',
  name: 'Main',
  origin: 'o',
  state: 'ok',
  stateDetail: null,
  credit: '1284.1',
  ...given,
});
const receipt = receiptOf({ count: 2, dphBase: '0.636', storageCost: '0.132' }, 60, { hours: 12 });
const foot = {
  account: account(),
  receipt,
  mayRent: true,
  pending: false,
  problem: undefined,
  bid: false,
  verdict: { kind: 'none' as const },
  incomplete: false,
  sheet: false,
};

describe('the foot of the rent panel', () => {
  it('has one button, with the price on it', () => {
    expect(text(<RentFoot {...foot} />)).toBe('No spending limit binds this. Rent for $0.647 an hour');
    expect(text(<RentFoot {...foot} bid />)).toMatch(/ Bid for \$0\.647 an hour$/);
  });

  it('has no button for a role that may not rent, and says who may', () => {
    const said = text(<RentFoot {...foot} mayRent={false} />);
    expect(said).toMatch(/^Your role may look at the market but not rent\. An owner/);
    expect(said).not.toMatch(/Rent for/);
  });

  it('says what repairs an account whose key is dead, and lets nobody rent with it', () => {
    const said = text(<RentFoot {...foot} account={account({ state: 'revoked' })} />);
    expect(said).toBe('Vast.ai no longer takes the key of Main. Repair it under Accounts');
  });

  it('shows the old price and the new one when it moved', () => {
    const problem = priceMoved({ quoted: '0.584', now: '0.602' });
    expect(text(<RentFoot {...foot} problem={problem} />)).toMatch(
      /it was \$ ?0\.584 and is \$ ?0\.602 an hour/,
    );
  });

  it('can’t be pressed while a spending limit refuses the rent', () => {
    expect(renderToStaticMarkup(<RentFoot {...foot} />)).not.toContain('disabled=""');
    const refused = { kind: 'refused', says: 'Research may rent A100, and this is a H100.' } as const;
    expect(renderToStaticMarkup(<RentFoot {...foot} verdict={refused} />)).toContain('disabled=""');
    expect(text(<RentFoot {...foot} verdict={refused} />)).toContain('Research may rent A100');
  });

  it('says every other refusal in its own words', () => {
    const problem = bidTooLow({ bid: '0.3', lowest: '0.31' });
    expect(text(<RentFoot {...foot} problem={problem} />)).toContain('the lowest winning bid is $0.31');
  });
});

describe('the line about spending limits', () => {
  const said = (verdict: Verdict | undefined) => text(<RentVerdictLine verdict={verdict} />);

  it('says the verdict, that there is none, or that nobody knows', () => {
    expect(said({ kind: 'refused', says: 'Research may rent A100, and this is a H100.' })).toBe(
      'Research may rent A100, and this is a H100.',
    );
    expect(said({ kind: 'none' })).toBe('No spending limit binds this.');
    expect(said({ kind: 'unread' })).toContain('looked at when you rent');
    expect(said(undefined)).toBe('Looking at the spending limits');
  });

  it('is read aloud when it changes', () => {
    expect(renderToStaticMarkup(<RentVerdictLine verdict={undefined} />)).toContain('role="status"');
  });
});

describe('the line about credit', () => {
  it('says whether it covers the rent to its end', () => {
    expect(text(<CreditLine account={account()} receipt={receipt} hours={12} />)).toBe(
      '$1,284.10 credit on Main covers it to the end.',
    );
    expect(text(<CreditLine account={account({ credit: '3.235' })} receipt={receipt} hours={12} />)).toBe(
      '$3.24 credit on Main pays for 5 h 00 m of it; then Vast.ai stops the instances of this account.',
    );
  });

  it('is silent while the credit isn’t known', () => {
    expect(text(<CreditLine account={account({ credit: null })} receipt={receipt} hours={12} />)).toBe('');
  });
});

describe('a screen without offers', () => {
  const page = (relief: MarketPage['relief'], all = 600) => ({ relief, all }) as MarketPage;

  it('names the filter that keeps most away, and the button takes that one off', () => {
    const asked = params('?reliability=99&gpu=H200');
    const said = text(
      <NoMatch
        page={page([{ key: 'reliability', without: 12, keepsOut: 400 }])}
        params={asked}
        set={() => {}}
      />,
    );
    expect(said).toContain('“reliability at least 99 %” keeps most away: 12 offers would fit without it.');
    expect(said).toContain('Drop “reliability at least 99 %” Clear all filters');
  });

  it('says so when no single filter is to blame, and when the market itself is empty', () => {
    const asked = params('?reliability=99');
    const none = page([{ key: 'reliability', without: 0, keepsOut: 400 }]);
    expect(text(<NoMatch page={none} params={asked} set={() => {}} />)).toContain(
      'No single filter is to blame',
    );
    expect(text(<NoMatch page={page([], 0)} params={params()} set={() => {}} />)).toMatch(
      /^The market is empty/,
    );
  });

  const state = (given: Partial<MarketState>) =>
    ({ accounts: [account()], seenSoFar: 0, late: null, sweptAt: null, ...given }) as MarketState;

  it('tells the first look from a key that is dead and from an account that is missing', () => {
    expect(text(<NeverSeen state={state({ seenSoFar: 1200 })} />)).toContain('1,200 offers so far.');
    expect(text(<NeverSeen state={state({ late: 'silent' })} />)).toContain('Vast.ai hasn’t answered yet.');
    expect(text(<NeverSeen state={state({ accounts: [account({ state: 'revoked' })] })} />)).toContain(
      'Vast.ai doesn’t take the key of Main any more.',
    );
    expect(text(<NoAccount mayLink />)).toContain('Link an account');
    expect(text(<NoAccount mayLink={false} />)).toContain('An owner of this workspace links one.');
  });
});

describe('an offer that has gone', () => {
  const offer = {
    id: 1,
    gpu: 'RTX 5090',
    count: 2,
    vramMb: 32_607,
    pay: '0.594',
    vsMedian: -16,
    reliability: null,
    place: null,
  } as OfferForRent;
  const props = { diskGb: 40, refused: true, onPick: () => {} };

  it('says that nothing was rented, with others of its kind at their price', () => {
    const said = text(<Alternatives {...props} offer={offer} alternatives={[{ ...offer, id: 2 }]} />);
    expect(said).toContain('before the rent arrived. Nothing was rented.');
    expect(said).toContain('$0.594 /h');
  });

  it('admits when there is no other, and when it was never there', () => {
    expect(text(<Alternatives {...props} offer={offer} alternatives={[]} />)).toContain(
      'No other offer of this model',
    );
    expect(text(<Alternatives {...props} offer={null} alternatives={[]} />)).toMatch(/^No such offer/);
  });
});

it('a rent is followed from made to running; what went elsewhere says where', () => {
  const states = (word: Parameters<typeof stepsOf>[0]['word']) =>
    stepsOf({ word, contractId: 7 }).map((step) => step.state);
  expect(states(null)).toEqual(['done', 'now', 'later', 'later']);
  expect(states('loading')).toEqual(['done', 'done', 'now', 'later']);
  expect(states('running')).toEqual(['done', 'done', 'done', 'done']);
  expect(stepsOf({ word: 'outbid', contractId: 7 }).at(-1)).toMatchObject({
    state: 'failed',
    label: 'It is outbid: it waits until your bid wins',
  });
});

it('filters are said as one would, and taking one off leaves the others', () => {
  const asked = params(
    '?gpu=RTX+4090,H200,A40&count=1,2&price=0.45&down=1200&place=NO&notPlace=CN&cuda=12&days=30',
  );
  expect(
    (['gpu', 'count', 'price', 'down', 'place', 'notPlace', 'cuda', 'days', 'disk'] as const).map((key) =>
      filterWords(key, asked),
    ),
  ).toEqual([
    'RTX 4090, H200 or A40',
    '1 or 2 in one machine',
    'at most $0.45 per GPU-hour',
    'download at least 1,200 Mbit/s',
    'Norway',
    'not in China',
    'CUDA at least 12.0',
    'for at least 30 days',
    '40 GB of disk',
  ]);
  expect(filterWords('nvlink', asked)).toBeUndefined();
  expect(withoutFilter('price')).toEqual({ price: null });
  expect(withoutFilter('verified')).toEqual({ verified: false });
});

it('cards are called by the size they are sold as, and countries by name', () => {
  expect([24_564, 49_140, 81_559, 32_607, 16_376, 8192].map(cardGb)).toEqual([24, 48, 80, 32, 16, 8]);
  expect(['NO', 'ZZZ'].map(countryName)).toEqual(['Norway', 'ZZZ']);
});

it('a price is set against the usual one in words', () => {
  expect(againstUsual({ vsMedian: -12.4, gpu: 'RTX 4090' })).toBe('12 % below the usual RTX 4090 now.');
  expect(againstUsual({ vsMedian: 0.2, gpu: 'RTX 4090' })).toBe('What an RTX 4090 usually costs now.');
  expect(againstUsual({ vsMedian: 0, gpu: 'Tesla V100' })).toBe('What a Tesla V100 usually costs now.');
  expect(againstUsual({ vsMedian: null, gpu: 'RTX 4090' })).toBeNull();
});
