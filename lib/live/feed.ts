/**
 * What one workspace's browsers are sent. The database is asked once per change, however many watch; each of them
 * first catches up from where its own picture stands.
 */
import { apart } from '@/lib/log/context';
import type { NoteListener } from './hub';
import { frameOf, type LiveMessage, type Position, rowMessages } from './messages';
import type { Topic } from './publish';

/** How a feed reads. Handed in, because lib/live knows no queries. */
export interface FeedSource {
  /** Rows changed since a position, in batches; the last one carries the new position. */
  changes(since: Position): AsyncIterable<{ rows: unknown[]; position: Position | null }>;
  /** Small facts about all of it: the accounts, what is under way. */
  pulse(): Promise<unknown>;
  /** Where the database stands now. */
  position(): Promise<Position>;
}

/** A browser. `write` resolves when it can take more. */
export interface Watcher {
  write(frame: string): Promise<void>;
  /** It reads too slowly, or its catching up failed: it comes back and asks again. */
  drop(): void;
}

export interface Feed {
  /** Catches up from `since`, then follows. Returns how to leave. */
  join(watcher: Watcher, since: Position | null): () => void;
  /** Lets every browser go: this process ends, and waits for none of them. */
  end(): void;
  /** Reads with this from now on: in development the code is replaced while the feed lives on. */
  readWith(source: FeedSource): void;
  readonly watchers: number;
}

interface FeedPorts {
  source: FeedSource;
  /** Subscribes to the workspace's notes. */
  listen: (listener: NoteListener) => () => void;
  nowMs: () => number;
  log: (message: string, error: unknown) => void;
}

/** Faster than this nobody reads, and a poller that stores page after page would cause a reading each. */
export const BATCH_EVERY_MS = 500;
/** Proves that the connection lives, to proxies and browsers; also finds what no note told of. */
export const BEAT_MS = 15_000;
const AFTER_FAILURE_MS = 2_000;
/** Frames that wait for a slow browser before it is told to come back later. */
const WAITING_MAX = 200;

export function createFeed({ source: first, listen, nowMs, log }: FeedPorts): Feed {
  let source = first;
  const watchers = new Set<Live>();
  const due = new Set<Topic>();
  let from: Promise<Position> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let beat: ReturnType<typeof setInterval> | undefined;
  let stopListening: (() => void) | undefined;
  let reading = false;
  let lastReadMs = Number.NEGATIVE_INFINITY;

  // Reads for all who watch, so none of it belongs to the request that happened to come first.
  function start(): void {
    apart(() => {
      stopListening = listen((topics) => hear(topics));
      beat = setInterval(() => hear(['instances']), BEAT_MS);
      beat.unref();
    });
  }

  function stop(): void {
    stopListening?.();
    clearInterval(beat);
    clearTimeout(timer);
    timer = undefined;
    from = undefined;
  }

  /** One for all who join: a later start would leave a gap behind what an earlier one has read. */
  function startingPoint(): Promise<Position> {
    from ??= source.position().catch((error) => {
      from = undefined;
      throw error;
    });
    return from;
  }

  function hear(topics: readonly Topic[]): void {
    for (const topic of topics) due.add(topic);
    schedule(Math.max(0, lastReadMs + BATCH_EVERY_MS - nowMs()));
  }

  function schedule(afterMs: number): void {
    if (timer || reading || watchers.size === 0) return;
    timer = setTimeout(() => {
      timer = undefined;
      void read();
    }, afterMs);
    timer.unref();
  }

  async function read(): Promise<void> {
    reading = true;
    lastReadMs = nowMs();
    const topics = [...due];
    due.clear();
    let failed = false;
    try {
      if (topics.includes('instances')) await readRows();
      send({ kind: 'pulse', pulse: await source.pulse() });
      const others = topics.filter((topic) => topic !== 'instances');
      if (others.length > 0) send({ kind: 'topics', topics: others });
    } catch (error) {
      failed = true;
      for (const topic of topics) due.add(topic);
      log('live changes could not be read', error);
    }
    reading = false;
    if (due.size > 0) schedule(failed ? AFTER_FAILURE_MS : BATCH_EVERY_MS);
  }

  async function readRows(): Promise<void> {
    for await (const batch of source.changes(await startingPoint())) {
      for (const message of rowMessages(batch)) send(message);
      if (batch.position) from = Promise.resolve(batch.position);
    }
  }

  function send(message: LiveMessage): void {
    const frame = frameOf(message);
    for (const watcher of watchers) watcher.send(frame);
  }

  return {
    join(watcher, since) {
      const live = createLive(watcher, async function* () {
        // Before this browser's own reading, or a change could fall between that and the feed's next.
        const begun = await startingPoint();
        yield frameOf({ kind: 'pulse', pulse: await source.pulse() });
        for await (const batch of source.changes(since ?? begun)) {
          for (const message of rowMessages(batch)) yield frameOf(message);
        }
      });
      if (watchers.size === 0) start();
      watchers.add(live);
      void live.catchUp().catch((error) => {
        log('a browser could not catch up', error);
        watcher.drop();
      });
      return () => {
        if (watchers.delete(live) && watchers.size === 0) stop();
      };
    },
    end() {
      for (const watcher of [...watchers]) watcher.drop();
    },
    readWith(next) {
      source = next;
    },
    get watchers() {
      return watchers.size;
    },
  };
}

interface Live {
  drop(): void;
  send(frame: string): void;
  catchUp(): Promise<void>;
}

/** One browser: what the feed says while it catches up waits, so that it is told everything and in order. */
function createLive(watcher: Watcher, missed: () => AsyncIterable<string>): Live {
  const waiting: string[] = [];
  let writing = true;

  async function drain(): Promise<void> {
    writing = true;
    for (let frame = waiting.shift(); frame !== undefined; frame = waiting.shift()) {
      await watcher.write(frame);
    }
    writing = false;
  }

  return {
    drop: () => watcher.drop(),
    send(frame) {
      waiting.push(frame);
      if (waiting.length > WAITING_MAX) watcher.drop();
      else if (!writing) void drain().catch(() => watcher.drop());
    },
    async catchUp() {
      for await (const frame of missed()) await watcher.write(frame);
      await drain();
    },
  };
}
