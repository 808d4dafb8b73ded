/**
 * What changed, for every tab of a browser, over one connection: HTTP/1.1 allows six, and each tab's own stream
 * would leave none for pages. The tab that holds a lock listens and tells the others; when it closes, the next one
 * gets the lock. Where a stream can't be had, it asks again and again instead.
 */
import type { LiveMessage, Position } from '@/lib/live/messages';

export type LiveMode =
  | 'connecting'
  | 'live'
  /** No stream, but Gantry answers when asked. */
  | 'polling'
  | 'offline'
  /** The session ended; nothing more comes. */
  | 'ended';

export interface LiveState {
  mode: LiveMode;
  /** When Gantry was last heard of, and when rows last changed; the browser's clock. */
  heardMs: number | null;
  changedMs: number | null;
}

/** Between tabs. */
export type TabMessage =
  | { type: 'hello' }
  | { type: 'state'; mode: LiveMode; position: Position | null }
  | { type: 'message'; message: LiveMessage };

export interface LivePorts {
  openStream(since: Position | null, on: StreamEvents): { close(): void };
  /** The same changes, asked for once. `signed-out` when the session is over; throws when nobody answers. */
  poll(since: Position | null): Promise<LiveMessage[] | 'signed-out'>;
  /** Resolves `work` while holding the browser-wide lock; undefined where there are no locks. */
  lead: ((work: () => Promise<void>) => void) | undefined;
  /** To and from the other tabs. */
  tabs: { post(message: TabMessage): void; listen(hear: (message: TabMessage) => void): void; close(): void };
  nowMs(): number;
}

export interface StreamEvents {
  open(): void;
  message(message: LiveMessage): void;
  /** The connection is lost or was refused; it is closed then. */
  lost(): void;
}

export interface LiveClient {
  start(): void;
  stop(): void;
  state(): LiveState;
  /** Called for every message; returns how to end it. */
  onMessage(hear: (message: LiveMessage) => void): () => void;
  onState(changed: () => void): () => void;
  /** The page was drawn with rows as of this position: what changed since is fetched if the stream began later. */
  drawnAt(position: Position): void;
}

/** The server beats every 15 s; two and a half of them missing is a connection that only looks alive. */
export const SILENT_MS = 40_000;
const WATCH_MS = 5_000;
const POLL_MS = 10_000;
const RETRY_FIRST_MS = 1_000;
const RETRY_LAST_MS = 30_000;

/** `openPorts` is called by `start`, so that a client can be made where there is no browser yet. */
export function createLiveClient(openPorts: () => LivePorts): LiveClient {
  let ports: LivePorts;
  const hearers = new Set<(message: LiveMessage) => void>();
  const watchers = new Set<() => void>();
  let state: LiveState = { mode: 'connecting', heardMs: null, changedMs: null };
  /** Up to where this tab's picture goes. */
  let position: Position | null = null;
  /** From where on this tab was told everything, and the oldest reading that something on its screen was drawn from. */
  let toldFrom: Position | null = null;
  let drawnFrom: Position | null = null;
  let leading = false;
  let stopped = false;
  let stream: { close(): void } | undefined;
  let failures = 0;
  let retryAtMs = 0;
  let polledMs = Number.NEGATIVE_INFINITY;
  /** The last sign of life, or when we began to wait for one. */
  let aliveMs = Number.NEGATIVE_INFINITY;
  let watch: ReturnType<typeof setInterval> | undefined;
  let release = () => {};

  function become(change: Partial<LiveState>): void {
    const next = { ...state, ...change };
    const moved = next.mode !== state.mode;
    state = next;
    if (moved && leading) ports.tabs.post({ type: 'state', mode: state.mode, position });
    for (const changed of watchers) changed();
  }

  function take(message: LiveMessage): void {
    const nowMs = ports.nowMs();
    if (message.kind === 'rows') {
      if (message.position) {
        position = message.position;
        if (toldFrom === null) toldFromHere(message.position);
      }
      if (message.rows.length > 0) become({ changedMs: nowMs });
    }
    if (message.kind === 'end') finish();
    aliveMs = nowMs;
    become({ heardMs: nowMs });
    for (const hear of hearers) hear(message);
  }

  function toldFromHere(from: Position): void {
    toldFrom = from;
    fillGap();
  }

  /** What changed between the reading that a page was drawn from and the begin of the stream. */
  function fillGap(): void {
    if (toldFrom === null || drawnFrom === null || BigInt(drawnFrom) >= BigInt(toldFrom)) return;
    const from = drawnFrom;
    drawnFrom = toldFrom;
    ports.poll(from).then(
      (messages) => {
        if (messages !== 'signed-out') for (const message of messages) take(message);
      },
      () => {
        // Asked again with the next page; until then these rows are as old as the page says.
        drawnFrom = from;
      },
    );
  }

  /** From the stream or a poll: for this tab and the others. */
  function relay(message: LiveMessage): void {
    ports.tabs.post({ type: 'message', message });
    take(message);
  }

  function finish(): void {
    stream?.close();
    stream = undefined;
    become({ mode: 'ended' });
  }

  function listen(): void {
    toldFrom = position;
    aliveMs = ports.nowMs();
    stream = ports.openStream(position, {
      open() {
        failures = 0;
        aliveMs = ports.nowMs();
        become({ mode: 'live', heardMs: aliveMs });
      },
      message: relay,
      lost() {
        stream = undefined;
        retryAtMs = ports.nowMs() + Math.min(RETRY_LAST_MS, RETRY_FIRST_MS * 2 ** failures);
        failures += 1;
        if (state.mode === 'live') become({ mode: 'connecting' });
        void poll();
      },
    });
  }

  async function poll(): Promise<void> {
    polledMs = ports.nowMs();
    try {
      const messages = await ports.poll(position);
      if (stopped || state.mode === 'ended') return;
      if (messages === 'signed-out') return relay({ kind: 'end', why: 'signed-out' });
      if (!stream) become({ mode: 'polling' });
      for (const message of messages) relay(message);
    } catch {
      // No answer is the answer: it stands on the screen as "offline", with how old everything is.
      if (!stopped && !stream && state.mode !== 'ended') become({ mode: 'offline' });
    }
  }

  /** Every few seconds: is what should be alive alive? */
  function look(): void {
    if (state.mode === 'ended') return;
    const nowMs = ports.nowMs();
    const silent = nowMs - aliveMs > SILENT_MS;
    if (leading && ports.lead) {
      if (stream && silent) {
        stream.close();
        stream = undefined;
        become({ mode: 'connecting' });
      }
      if (!stream && nowMs >= retryAtMs) listen();
    }
    const onItsOwn = leading ? !ports.lead || state.mode !== 'live' : silent;
    if (onItsOwn && nowMs - polledMs >= POLL_MS && (!stream || failures > 0)) void poll();
  }

  function hearTab(message: TabMessage): void {
    if (message.type === 'hello') {
      if (leading) ports.tabs.post({ type: 'state', mode: state.mode, position });
    } else if (leading) {
      // Two tabs lead only where there are no locks: each has its own picture.
    } else if (message.type === 'state') {
      aliveMs = ports.nowMs();
      become({ mode: message.mode, heardMs: aliveMs });
      if (toldFrom === null && message.position !== null) toldFromHere(message.position);
    } else {
      take(message.message);
    }
  }

  return {
    start() {
      ports = openPorts();
      stopped = false;
      aliveMs = ports.nowMs();
      ports.tabs.listen(hearTab);
      ports.tabs.post({ type: 'hello' });
      watch = setInterval(look, WATCH_MS);
      const leader = () => {
        leading = true;
        if (ports.lead) listen();
        else void poll();
      };
      if (!ports.lead) return leader();
      ports.lead(() => {
        if (stopped) return Promise.resolve();
        leader();
        return new Promise((resolve) => {
          release = resolve;
        });
      });
    },
    stop() {
      stopped = true;
      leading = false;
      clearInterval(watch);
      stream?.close();
      stream = undefined;
      ports.tabs.close();
      release();
    },
    state: () => state,
    onMessage(hear) {
      hearers.add(hear);
      return () => void hearers.delete(hear);
    },
    onState(changed) {
      watchers.add(changed);
      return () => void watchers.delete(changed);
    },
    drawnAt(drawn) {
      position ??= drawn;
      if (drawnFrom === null || BigInt(drawn) < BigInt(drawnFrom)) drawnFrom = drawn;
      fillGap();
    },
  };
}
