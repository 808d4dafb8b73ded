import { describe, expect, it } from 'vitest';
import {
  complaints,
  endWords,
  firstDraft,
  hoursUntilEnd,
  nextName,
  orderOf,
  type RentDraft,
  verdictSearch,
} from '@/components/market/rent-draft';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const draft: RentDraft = {
  accountId: 'a',
  template: 'hash',
  image: '',
  label: 'eval-78',
  teamId: '',
  project: ' ',
  sshKeyId: null,
  end: 'in 12',
  endAt: '',
  bid: '0.4',
};
const facts = { interruptible: false, minBid: null, nowMs: NOW };

describe('the order for what is on screen', () => {
  const given = { offerId: 5, diskGb: 60, interruptible: false, expectedHourUsd: '0.668' };

  it('carries nothing that was left empty, and no bid on demand', () => {
    expect(orderOf(draft, given)).toEqual({
      accountId: 'a',
      offerId: 5,
      template: 'hash',
      diskGb: 60,
      label: 'eval-78',
      teamId: null,
      project: null,
      ends: { inHours: 12 },
      expectedHourUsd: '0.668',
    });
  });

  it('names the image instead of a template, the bid as an amount, the key and the moment it ends', () => {
    const filled = {
      ...draft,
      template: 'image',
      image: ' pytorch/pytorch ',
      project: 'eval',
      teamId: 't',
      bid: '$0,40',
    };
    const order = orderOf(
      { ...filled, end: 'at', endAt: '2026-11-24T18:00Z' },
      { ...given, interruptible: true, sshKey: 'ssh-ed25519 AAAA' },
    );
    expect(order).toMatchObject({
      image: 'pytorch/pytorch',
      bidHourUsd: '0.4',
      sshKey: 'ssh-ed25519 AAAA',
      teamId: 't',
      project: 'eval',
      ends: { at: '2026-11-24T18:00:00.000Z' },
    });
    expect(order).not.toHaveProperty('template');
    expect(orderOf({ ...draft, end: 'never' }, given).ends).toBeNull();
  });
});

describe('what is asked of the spending limits', () => {
  const asked = (over: Partial<RentDraft>) =>
    verdictSearch({ ...draft, ...over }, { offerId: 5, exactHour: '0.668' });

  it('is what would be rented: hours from now, a moment, or no end', () => {
    expect(asked({})).toBe('account=a&offer=5&hour=0.668&ends=12');
    expect(asked({ teamId: 't', end: 'never' })).toBe('account=a&offer=5&hour=0.668&team=t');
    expect(new URLSearchParams(asked({ end: 'at', endAt: '2026-11-24T18:00Z' }) ?? '').get('ends')).toBe(
      '2026-11-24T18:00:00.000Z',
    );
  });

  it('is nothing while no moment is chosen', () => {
    expect(asked({ end: 'at', endAt: '' })).toBeNull();
  });
});

describe('what is missing', () => {
  it('is nothing when the panel is filled in', () => {
    expect(complaints(draft, facts)).toEqual({});
  });

  it('is said field by field', () => {
    const empty = { ...draft, template: '', label: ' ', end: 'at' as const };
    expect(Object.keys(complaints(empty, facts))).toEqual(['template', 'label', 'end']);
    expect(complaints({ ...draft, template: 'image' }, facts)).toHaveProperty('image');
    expect(complaints({ ...draft, end: 'at', endAt: '2026-11-23T11:59Z' }, facts).end).toBe(
      'That moment is over.',
    );
  });

  it('includes a bid that is no amount or doesn’t win, and only where one bids', () => {
    const bidding = { ...facts, interruptible: true, minBid: '0.31' };
    expect(complaints({ ...draft, bid: '0.309' }, bidding)).toEqual({
      bid: 'Below the lowest winning bid, $0.31.',
    });
    expect(complaints({ ...draft, bid: 'much' }, bidding)).toHaveProperty('bid');
    expect(complaints({ ...draft, bid: '0.31' }, bidding)).toEqual({});
    expect(complaints({ ...draft, bid: 'much' }, facts)).toEqual({});
  });
});

it('an end is hours from now, a moment, or none', () => {
  expect(hoursUntilEnd(draft, NOW)).toBe(12);
  expect(hoursUntilEnd({ end: 'at', endAt: '2026-11-23T15:30Z' }, NOW)).toBe(3.5);
  expect(hoursUntilEnd({ end: 'never', endAt: '' }, NOW)).toBeNull();
  expect([1, 12, 72].map(endWords)).toEqual(['in 1 hour', 'in 12 hours', 'in 3 days']);
});

describe('the next name', () => {
  it('follows on from the newest, past every number of its family', () => {
    expect(nextName(['llama-ft-12', 'llama-ft-15', 'eval-3'])).toBe('llama-ft-16');
    expect(nextName(['notebook'])).toBe('notebook-2');
    expect(nextName(['notebook', 'notebook-2'])).toBe('notebook-3');
    expect(nextName([])).toBeNull();
  });
});

describe('a panel that opens', () => {
  const accounts = [
    { id: 'dead', state: 'revoked' },
    { id: 'main', state: 'ok' },
  ];
  const usual = { minBid: '0.31', accounts, teams: [], last: null, names: [], before: null };

  it('lets an account pay whose key works, bids a tenth above the lowest, and ends in 12 hours', () => {
    expect(firstDraft(usual)).toMatchObject({
      accountId: 'main',
      bid: '0.341',
      end: 'in 12',
      label: 'run-1',
    });
  });

  it('is for whom the last rent was for, unless that team is archived', () => {
    const last = { teamId: 'nlp', project: 'eval' };
    const teams = [{ id: 'nlp' }, { id: 'vision' }];
    expect(firstDraft({ ...usual, last, teams })).toMatchObject({ teamId: 'nlp', project: 'eval' });
    expect(firstDraft({ ...usual, last, teams: [] })).toMatchObject({ teamId: '' });
  });

  it('keeps what was filled in for another offer, but not its bid, nor a name that is in use', () => {
    const before = { ...draft, accountId: 'main', project: 'eval', bid: '9' };
    expect(firstDraft({ ...usual, before })).toMatchObject({
      template: 'hash',
      project: 'eval',
      label: 'eval-78',
      bid: '0.341',
    });
    expect(firstDraft({ ...usual, before, names: ['eval-78'] }).label).toBe('eval-79');
  });

  it('forgets template and key when another account pays: they are the account’s own', () => {
    expect(firstDraft({ ...usual, before: { ...draft, accountId: 'gone', sshKeyId: '4' } })).toMatchObject({
      accountId: 'main',
      template: '',
      sshKeyId: null,
    });
  });
});
