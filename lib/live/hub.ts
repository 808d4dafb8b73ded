/**
 * One LISTEN connection per web process, however many browsers watch. Notes of the database are handed to whoever
 * subscribed to their workspace. While the connection is away notes are lost, so after it came back everything
 * counts as changed.
 */
import pg from 'pg';
import { EVERY_TOPIC, LIVE_CHANNEL, type LiveNote, type Topic } from './publish';

export type NoteListener = (topics: readonly Topic[]) => void;

export interface Hub {
  /** Returns how to end it. */
  subscribe(workspaceId: string, listener: NoteListener): () => void;
  close(): Promise<void>;
}

export interface HubOptions {
  /** Past any pooler in transaction mode: LISTEN doesn't survive one. */
  url: string;
  /** 0..1, spreads the return of many processes after the database restarted. */
  random?: () => number;
  log?: (message: string, error: unknown) => void;
}

const FIRST_RETRY_MS = 200;
const LAST_RETRY_MS = 10_000;
/** A connection that a firewall forgot says nothing; asking it something does. */
const PROBE_EVERY_MS = 30_000;
const PROBE_WITHIN_MS = 10_000;

export function createHub({ url, random = Math.random, log = () => {} }: HubOptions): Hub {
  const listeners = new Map<string, Set<NoteListener>>();
  let client: pg.Client | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let closed = false;
  let wasConnected = false;

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: url,
      application_name: 'gantry live',
      keepAlive: true,
      connectionTimeoutMillis: PROBE_WITHIN_MS,
      query_timeout: PROBE_WITHIN_MS,
      options: '-c role=gantry_app',
    });
    client = next;
    next.on('notification', ({ payload }) => hear(payload));
    next.on('error', (error) => retry(next, error));
    next.on('end', () => retry(next, undefined));
    try {
      await next.connect();
      await next.query(`LISTEN ${LIVE_CHANNEL}`);
    } catch (error) {
      retry(next, error);
      return;
    }
    if (client !== next) return;
    failures = 0;
    if (wasConnected) for (const workspaceId of listeners.keys()) tell(workspaceId, EVERY_TOPIC);
    wasConnected = true;
    schedule(() => probe(next), PROBE_EVERY_MS);
  }

  async function probe(asked: pg.Client): Promise<void> {
    try {
      await asked.query('SELECT 1');
      if (client === asked) schedule(() => probe(asked), PROBE_EVERY_MS);
    } catch (error) {
      retry(asked, error);
    }
  }

  function retry(lost: pg.Client, error: unknown): void {
    if (closed || client !== lost) return;
    client = undefined;
    lost.end().catch((late) => log('the lost live connection did not end cleanly', late));
    if (error) log('the live connection was lost', error);
    const waitMs = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures) * (0.5 + random() / 2);
    failures += 1;
    schedule(connect, waitMs);
  }

  function schedule(work: () => Promise<void>, afterMs: number): void {
    if (closed) return;
    clearTimeout(timer);
    timer = setTimeout(() => void work(), afterMs);
    timer.unref();
  }

  function hear(payload: string | undefined): void {
    const note = parseNote(payload);
    if (note) tell(note.workspaceId, note.topics);
  }

  function tell(workspaceId: string, topics: readonly Topic[]): void {
    for (const listener of listeners.get(workspaceId) ?? []) listener(topics);
  }

  return {
    subscribe(workspaceId, listener) {
      const known = listeners.get(workspaceId) ?? new Set();
      listeners.set(workspaceId, known.add(listener));
      if (!client && !timer) void connect();
      return () => {
        known.delete(listener);
        if (known.size === 0 && listeners.get(workspaceId) === known) listeners.delete(workspaceId);
      };
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}

/** Anybody with the database's rights may notify; what isn't ours is ignored. */
function parseNote(payload: string | undefined): LiveNote | undefined {
  try {
    const note = JSON.parse(payload ?? '') as Partial<LiveNote>;
    if (typeof note.workspaceId !== 'string' || !Array.isArray(note.topics)) return undefined;
    return { workspaceId: note.workspaceId, topics: note.topics.filter((t) => EVERY_TOPIC.includes(t)) };
  } catch {
    return undefined;
  }
}
