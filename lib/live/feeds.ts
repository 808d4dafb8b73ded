import { config } from '@/lib/config';
import { log } from '@/lib/log';
import { type Sight, sightKey } from '@/lib/policy/sight';
import { createFeed, type Feed, type FeedSource } from './feed';
import { createHub, type Hub } from './hub';

interface Live {
  hub: Hub;
  feeds: Map<string, Feed>;
}

// On globalThis for the same reason as the store: one connection per process, whatever bundle asks.
const shared = globalThis as typeof globalThis & { gantryLiveFeeds?: Live };

export const logLive = (message: string, error: unknown): void => log('live').error({ err: error }, message);

/** This process's feed of a workspace for all who see the same of it. `source` reads it for whoever comes first and is the same for all who follow. */
export function feedOf(workspaceId: string, sight: Sight, source: FeedSource): Feed {
  shared.gantryLiveFeeds ??= begin();
  const { hub, feeds } = shared.gantryLiveFeeds;
  const key = `${workspaceId} ${sightKey(sight)}`;
  const known = feeds.get(key);
  if (known) {
    known.readWith(source);
    return known;
  }
  const feed = createFeed({
    source,
    listen: (listener) => hub.subscribe(workspaceId, listener),
    nowMs: () => Date.now(),
    log: logLive,
  });
  feeds.set(key, feed);
  return feed;
}

/** How many browsers this process sends live changes to. */
export function liveClients(): number {
  const feeds = [...(shared.gantryLiveFeeds?.feeds.values() ?? [])];
  return feeds.reduce((sum, feed) => sum + feed.watchers, 0);
}

function begin(): Live {
  const live: Live = { hub: createHub({ url: listenUrl(), log: logLive }), feeds: new Map() };
  // A server that is told to end waits for its open answers, and a stream never ends by itself.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      for (const feed of live.feeds.values()) feed.end();
    });
  }
  return live;
}

function listenUrl(): string {
  const { databaseDirectUrl } = config();
  if (databaseDirectUrl) return databaseDirectUrl;
  throw new Error('a live feed was asked for before there is a database');
}
