'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { createContext, type ReactNode, useEffect, useState } from 'react';
import { browserPorts } from './browser-ports';
import { createCacheFeed } from './instances-cache';
import { createLiveClient, type LiveClient } from './live-client';

export const LiveContext = createContext<LiveClient | undefined>(undefined);

/** Opens the stream for as long as somebody is signed in. Keyed by workspace where it is mounted. */
export function LiveProvider({ workspaceId, children }: { workspaceId: string; children: ReactNode }) {
  const router = useRouter();
  const cache = useQueryClient();
  const [client] = useState(() => createLiveClient(() => browserPorts(workspaceId)));
  useEffect(() => {
    const feed = createCacheFeed(cache);
    const forget = client.onMessage((message) => {
      feed.take(message);
      // Another tab switched the workspace, and a session has one: this tab follows.
      if (message.kind === 'end' && message.why === 'workspace') router.refresh();
    });
    client.start();
    return () => {
      forget();
      feed.stop();
      client.stop();
    };
  }, [client, cache, router]);
  return <LiveContext value={client}>{children}</LiveContext>;
}
