import { LIVE_KINDS, type LiveMessage, type Position } from '@/lib/live/messages';
import type { LivePorts, TabMessage } from './live-client';

/** The browser's own means: EventSource, Web Locks, BroadcastChannel. */
export function browserPorts(workspaceId: string): LivePorts {
  const name = `gantry-live ${workspaceId}`;
  const channel = new BroadcastChannel(name);
  // Only over https and on this machine; elsewhere each tab asks for itself.
  const locks = navigator.locks as LockManager | undefined;
  return {
    openStream,
    poll,
    lead: locks && ((work) => void locks.request(name, work)),
    tabs: {
      post: (message) => channel.postMessage(message),
      listen: (hear) => {
        channel.onmessage = (event: MessageEvent<TabMessage>) => hear(event.data);
      },
      close: () => channel.close(),
    },
    nowMs: () => Date.now(),
  };
}

const openStream: LivePorts['openStream'] = (since, on) => {
  const source = new EventSource(`/api/live${since === null ? '' : `?since=${since}`}`);
  source.onopen = () => on.open();
  source.onerror = () => {
    // It would come back by itself, but not after an answer like 401 or 503, and without saying where it stands.
    source.close();
    on.lost();
  };
  for (const kind of LIVE_KINDS) {
    source.addEventListener(kind, (event: MessageEvent<string>) =>
      on.message({ kind, ...JSON.parse(event.data) } as LiveMessage),
    );
  }
  return source;
};

async function poll(since: Position | null): Promise<LiveMessage[] | 'signed-out'> {
  const response = await fetch(`/api/live/changes${since === null ? '' : `?since=${since}`}`, {
    headers: { accept: 'application/json' },
  });
  if (response.status === 401) return 'signed-out';
  if (!response.ok) throw new Error(`changes: ${response.status}`);
  return ((await response.json()) as { messages: LiveMessage[] }).messages;
}
