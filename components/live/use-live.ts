'use client';

import { useContext, useEffect, useRef, useSyncExternalStore } from 'react';
import type { Topic } from '@/lib/live/publish';
import type { LiveClient, LiveState } from './live-client';
import { LiveContext } from './provider';

const NOT_YET: LiveState = { mode: 'connecting', heardMs: null, changedMs: null };

export function useLiveClient(): LiveClient {
  const client = useContext(LiveContext);
  if (!client) throw new Error('there is no LiveProvider around this');
  return client;
}

/** How the connection is: for the line under a title, and the bar that says how old everything is. */
export function useLiveState(): LiveState {
  const client = useLiveClient();
  return useSyncExternalStore(client.onState, client.state, () => NOT_YET);
}

/**
 * Calls `onNote` when one of the topics changed, to read again what is on the screen. `connected`: notes come by
 * themselves; else ask now and then.
 */
export function useLive(topics: readonly Topic[], onNote: () => void): { connected: boolean } {
  const client = useLiveClient();
  const latest = useRef({ topics, onNote });
  useEffect(() => {
    latest.current = { topics, onNote };
  });
  useEffect(
    () =>
      client.onMessage((message) => {
        const changed: readonly Topic[] =
          message.kind === 'topics'
            ? message.topics
            : message.kind === 'rows' && message.rows.length > 0
              ? ['instances']
              : [];
        if (changed.some((topic) => latest.current.topics.includes(topic))) latest.current.onNote();
      }),
    [client],
  );
  const mode = useSyncExternalStore(
    client.onState,
    () => client.state().mode,
    () => 'connecting' as const,
  );
  return { connected: mode === 'live' };
}
