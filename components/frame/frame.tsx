'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { type ReactNode, useState } from 'react';
import { LiveProvider } from '@/components/live/provider';
import { ClockProvider } from '@/components/ui/clock';
import { Notices } from '@/components/ui/notice';
import type { Meter } from '@/lib/queries/meter';
import { useMeter } from './use-meter';

type FrameProps = { meter: Meter; children: ReactNode };

/**
 * What every signed-in screen stands on: the cache, the stream of changes, the accounts' clock, the URL's state.
 * Keyed by workspace where it is mounted, so that nothing of one is ever shown in another.
 */
export function Frame({ meter, children }: FrameProps) {
  const [client] = useState(
    () =>
      new QueryClient({
        // What the server drew a moment ago is not asked for again; live notes say when it changed.
        defaultOptions: { queries: { staleTime: 5_000, retry: 1, refetchOnWindowFocus: true } },
      }),
  );
  return (
    <QueryClientProvider client={client}>
      <LiveProvider>
        <NuqsAdapter>
          <AccountClock meter={meter}>{children}</AccountClock>
          <Notices />
        </NuqsAdapter>
      </LiveProvider>
    </QueryClientProvider>
  );
}

/** Ages and countdowns follow the accounts' clock, set anew by every answer of the meter. */
function AccountClock({ meter, children }: FrameProps) {
  const { data = meter } = useMeter(meter);
  return <ClockProvider nowMs={Date.parse(data.now)}>{children}</ClockProvider>;
}
