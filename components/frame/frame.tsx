'use client';

import type { ReactNode } from 'react';
import { LiveProvider } from '@/components/live/provider';
import { Providers } from '@/components/providers';
import { ClockProvider } from '@/components/ui/clock';
import type { Meter } from '@/lib/queries/meter';
import { useMeter } from './use-meter';

type FrameProps = { workspaceId: string; meter: Meter; children: ReactNode };

/**
 * What every signed-in screen stands on: the cache, the stream of changes, the accounts' clock. Keyed by workspace
 * where it is mounted, so that nothing of one is ever shown in another.
 */
export function Frame({ workspaceId, meter, children }: FrameProps) {
  return (
    <Providers nowMs={Date.parse(meter.now)}>
      <LiveProvider workspaceId={workspaceId}>
        <AccountClock meter={meter}>{children}</AccountClock>
      </LiveProvider>
    </Providers>
  );
}

/** Ages and countdowns follow the accounts' clock, set anew by every answer of the meter. */
function AccountClock({ meter, children }: Omit<FrameProps, 'workspaceId'>) {
  const { data = meter } = useMeter(meter);
  return <ClockProvider nowMs={Date.parse(data.now)}>{children}</ClockProvider>;
}
