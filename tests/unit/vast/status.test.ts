import { describe, expect, it } from 'vitest';
import { type StatusFacts, statusWord } from '@/lib/vast/status';

const now = new Date('2026-11-24T12:00:00Z');
const running: StatusFacts = {
  actualStatus: 'running',
  intendedStatus: 'running',
  curState: 'running',
  nextState: 'running',
  statusMsg: null,
  isBid: false,
  contractEndsAt: new Date('2026-12-24T12:00:00Z'),
  goneAt: null,
};

describe('the status word', () => {
  it.each<[string, Partial<StatusFacts>, string]>([
    ['a container that runs', {}, 'running'],
    ['one that was just made', { actualStatus: null, curState: 'running' }, 'creating'],
    ['one that pulls its image', { actualStatus: 'loading' }, 'loading'],
    ['one that was asked to stop', { intendedStatus: 'stopped' }, 'stopping'],
    [
      'one that was stopped',
      { actualStatus: 'exited', intendedStatus: 'stopped', curState: 'stopped', nextState: 'stopped' },
      'stopped',
    ],
    ['a bid that lost', { actualStatus: 'exited', curState: 'stopped', isBid: true }, 'outbid'],
    ['a start that waits for its GPU', { actualStatus: 'exited', curState: 'stopped' }, 'waiting'],
    ['a container that ended by itself', { actualStatus: 'exited' }, 'failed'],
    ['a host that is gone', { actualStatus: 'offline' }, 'offline'],
    ['a host that says nothing', { actualStatus: 'unknown' }, 'no_contact'],
    ['a contract past its end', { actualStatus: 'exited', contractEndsAt: now }, 'expired'],
    ['an instance that was destroyed', { goneAt: now }, 'gone'],
    ['a word nobody knows', { actualStatus: 'hibernating' }, 'unknown'],
  ])('of %s', (_, facts, word) => {
    expect(statusWord({ ...running, ...facts }, now)).toBe(word);
  });
});
