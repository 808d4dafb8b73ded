'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { type ReactNode, useState } from 'react';
import { ClockProvider } from './ui/clock';
import { Notices } from './ui/notice';

/** What the signed-in screens share in the browser. Not for sign-in, which stays light. */
export function Providers({ nowMs, children }: { nowMs: number; children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: {
            // Fresh data arrives by the live stream; asking again on every focus would ask twice.
            staleTime: 30_000,
            refetchOnWindowFocus: false,
            retry: 2,
          },
        },
      }),
  );
  return (
    <QueryClientProvider client={client}>
      <NuqsAdapter>
        <ClockProvider nowMs={nowMs}>{children}</ClockProvider>
        <Notices />
      </NuqsAdapter>
    </QueryClientProvider>
  );
}
