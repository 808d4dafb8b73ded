import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createLiveClient,
  type LivePorts,
  SILENT_MS,
  type StreamEvents,
  type TabMessage,
} from '@/components/live/live-client';
import type { LiveMessage } from '@/lib/live/messages';

beforeEach(() => vi.useFakeTimers({ now: 0 }));
afterEach(() => vi.useRealTimers());

type Tab = { hear?: (message: TabMessage) => void; frozen: boolean };

/** A browser: one lock, one channel, and a server that a test speaks for. */
function browser(options: { locks?: boolean } = {}) {
  const tabs = new Set<Tab>();
  const queue: (() => Promise<void>)[] = [];
  let held = false;
  const streams: { since: string | null; on: StreamEvents; open: boolean }[] = [];
  const polls: (string | null)[] = [];
  const server: { answer: () => Promise<LiveMessage[] | 'signed-out'> } = { answer: async () => [] };

  async function grant(): Promise<void> {
    const work = held ? undefined : queue.shift();
    if (!work) return;
    held = true;
    await work();
    held = false;
    void grant();
  }

  function openPorts(): LivePorts {
    const tab: Tab = { frozen: false };
    return {
      openStream(since, on) {
        const stream = { since, on, open: true };
        streams.push(stream);
        return {
          close: () => {
            stream.open = false;
          },
        };
      },
      poll: (since) => {
        polls.push(since);
        return server.answer();
      },
      lead:
        options.locks === false
          ? undefined
          : (work) => {
              queue.push(work);
              void grant();
            },
      tabs: {
        post: (message) => {
          for (const other of tabs) if (other !== tab && !tab.frozen) other.hear?.(message);
        },
        listen: (hear) => {
          tab.hear = hear;
          tabs.add(tab);
        },
        close: () => void tabs.delete(tab),
      },
      nowMs: () => Date.now(),
    };
  }

  function openTab() {
    const client = createLiveClient(openPorts);
    const heard: LiveMessage[] = [];
    client.onMessage((message) => heard.push(message));
    client.start();
    return { client, heard, mode: () => client.state().mode };
  }
  const live = () => streams.filter((stream) => stream.open);
  const say = (message: LiveMessage) => live().at(-1)?.on.message(message);
  const lose = () => {
    const stream = live().at(-1);
    if (stream) stream.open = false;
    stream?.on.lost();
  };
  /** The browser lets the first tab sleep: the others hear nothing of it, and its lock stays held. */
  const freeze = () => {
    for (const tab of [...tabs].slice(0, 1)) tab.frozen = true;
  };
  return { openTab, openPorts, streams, live, say, lose, freeze, polls, server };
}

const row = (id: number) => ({ contractId: id });
const rows = (position: string | null, ...ids: number[]): LiveMessage => ({
  kind: 'rows',
  rows: ids.map(row),
  position,
});
const settle = () => vi.advanceTimersByTimeAsync(0);

describe('eight tabs of one browser', () => {
  it('hold one connection, and all hear what it says', async () => {
    const b = browser();
    const tabs = Array.from({ length: 8 }, () => b.openTab());
    expect(b.live()).toHaveLength(1);
    b.live()[0]?.on.open();
    b.say(rows('100', 1));
    for (const tab of tabs) {
      expect(tab.heard).toEqual([rows('100', 1)]);
      expect(tab.mode()).toBe('live');
    }
  });

  it('hand it over when the leading tab closes, from where the picture stands', async () => {
    const b = browser();
    const [first, second, third] = [b.openTab(), b.openTab(), b.openTab()];
    b.live()[0]?.on.open();
    b.say(rows('100', 1));
    first.client.stop();
    await settle();
    expect(b.live()).toHaveLength(1);
    expect(b.streams.at(-1)?.since).toBe('100');
    b.say(rows('101', 2));
    expect(second.heard.at(-1)).toEqual(rows('101', 2));
    expect(third.heard.at(-1)).toEqual(rows('101', 2));
  });

  it('ask for themselves when the leading tab says nothing any more', async () => {
    const b = browser();
    b.openTab();
    const follower = b.openTab();
    b.live()[0]?.on.open();
    b.say(rows('100', 1));
    b.freeze();
    b.server.answer = async () => [rows('105', 3)];
    await vi.advanceTimersByTimeAsync(SILENT_MS + 15_000);
    expect(follower.heard.at(-1)).toEqual(rows('105', 3));
  });
});

describe('a page drawn by the server', () => {
  it('goes on from the reading it was drawn from', () => {
    const b = browser();
    const client = createLiveClient(b.openPorts);
    client.drawnAt('90');
    client.start();
    expect(b.streams[0]?.since).toBe('90');
    expect(b.polls).toEqual([]);
  });

  it('is told what it missed when the stream began later than its reading', async () => {
    const b = browser();
    const tab = b.openTab();
    b.live()[0]?.on.open();
    b.say(rows('100', 1));
    b.server.answer = async () => [rows('101', 7)];
    tab.client.drawnAt('95');
    await settle();
    expect(b.polls).toEqual(['95']);
    expect(tab.heard.at(-1)).toEqual(rows('101', 7));
    tab.client.drawnAt('100');
    await settle();
    expect(b.polls).toEqual(['95']);
  });

  it('is told what it missed in a tab that only follows', async () => {
    const b = browser();
    b.openTab();
    b.live()[0]?.on.open();
    b.say(rows('100', 1));
    const follower = createLiveClient(b.openPorts);
    follower.drawnAt('98');
    follower.start();
    await settle();
    expect(b.polls).toEqual(['98']);
  });
});

describe('without a stream', () => {
  it('asks instead, says so, and tries the stream again, more rarely each time', async () => {
    const b = browser();
    const tab = b.openTab();
    b.live()[0]?.on.open();
    b.say(rows('100', 1));
    b.server.answer = async () => [rows('102', 2)];
    b.lose();
    await settle();
    expect(tab.mode()).toBe('polling');
    expect(tab.heard.at(-1)).toEqual(rows('102', 2));
    for (let i = 0; i < 40; i++) {
      b.lose();
      await vi.advanceTimersByTimeAsync(5_000);
    }
    // 200 s: at once, then after 1, 2, 4, 8, 16 and every 30 s, seen every 5 s.
    expect(b.streams.length).toBeGreaterThan(5);
    expect(b.streams.length).toBeLessThan(16);
    await vi.advanceTimersByTimeAsync(30_000);
    b.live()[0]?.on.open();
    expect(tab.mode()).toBe('live');
  });

  it('is offline when nobody answers, and keeps what it knows', async () => {
    const b = browser();
    const tab = b.openTab();
    b.live()[0]?.on.open();
    b.server.answer = () => Promise.reject(new Error('no network'));
    b.lose();
    await settle();
    expect(tab.mode()).toBe('offline');
    b.server.answer = async () => [rows('103', 1)];
    await vi.advanceTimersByTimeAsync(15_000);
    b.live()[0]?.on.open();
    expect(tab.mode()).toBe('live');
  });

  it('opens a connection anew that looks alive and says nothing', async () => {
    const b = browser();
    const tab = b.openTab();
    b.live()[0]?.on.open();
    await vi.advanceTimersByTimeAsync(SILENT_MS + 5_000);
    expect(b.streams).toHaveLength(2);
    expect(b.streams[0]?.open).toBe(false);
    expect(tab.mode()).toBe('connecting');
  });

  it('ends for good when the session is over, in every tab', async () => {
    const b = browser();
    const tabs = [b.openTab(), b.openTab()];
    b.live()[0]?.on.open();
    b.server.answer = async () => 'signed-out';
    b.lose();
    await vi.advanceTimersByTimeAsync(120_000);
    for (const tab of tabs) expect(tab.mode()).toBe('ended');
    expect(b.live()).toHaveLength(0);
  });

  it('lives where a browser has no locks, each tab asking for itself', async () => {
    const b = browser({ locks: false });
    b.server.answer = async () => [rows('104', 4)];
    const tab = b.openTab();
    await settle();
    expect(tab.mode()).toBe('polling');
    const asked = b.polls.length;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(b.polls.length).toBeGreaterThan(asked + 1);
    expect(b.streams).toEqual([]);
  });
});
