'use client';

import { Meter } from '@/components/shell/meter';
import { useNow } from '@/components/ui/clock';
import type { Meter as Figures } from '@/lib/queries/meter';
import { staleSince } from './meter-age';
import { useMeter } from './use-meter';

export function LiveMeter({ initial }: { initial: Figures }) {
  const { data = initial, isError } = useMeter(initial);
  const now = useNow(30_000) ?? Date.parse(data.now);
  const left = data.stopsAt === null ? null : Math.max(0, (Date.parse(data.stopsAt) - now) / 1000);
  const nothing = isUnread(data);
  return (
    <Meter
      data={{
        burnPerHour: nothing ? undefined : data.hourUsd,
        gpus: nothing ? undefined : data.gpus,
        credit: data.credit ?? undefined,
        secondsLeft: nothing || data.credit === null ? undefined : left,
        staleSinceMs: staleSince(data, isError),
      }}
    />
  );
}

/** Nothing is linked, or nothing was read yet: then a zero would be a guess. */
export const isUnread = ({ readAt, instances }: Figures): boolean => readAt === null && instances === 0;

/** How many decisions agents wait for, where there are any. */
export function ApprovalCount({ initial }: { initial: Figures }) {
  const { data = initial } = useMeter(initial);
  if (data.approvals === 0) return null;
  return (
    <span className="rounded-full bg-warn-bg px-1.5 py-px font-medium text-warn">
      {data.approvals}
      <span className="sr-only"> waiting for a decision</span>
    </span>
  );
}

/** How many instances there are, beside their place in the rail. */
export function InstanceCount({ initial }: { initial: Figures }) {
  const { data = initial } = useMeter(initial);
  return data.instances > 0 ? data.instances.toLocaleString('en-US') : null;
}
