'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { getJson, Unanswered } from '@/components/frame/get-json';
import type { InstanceRow } from '@/lib/queries/instances';
import type { Log } from '@/lib/surfaces/instance-logs';
import type { Problem } from '@/lib/vast/problem';
import { joined, type KnownLog } from './log-follow';
import { addressOf } from './use-instance';

export type LogSource = 'container' | 'daemon';

/** Each reading is a call to Vast.ai and an upload by the host; faster shows nothing new. */
const FOLLOW_MS = 5_000;
const TAIL = 1_000;

export interface UsedLog {
  log: (KnownLog & { fresh: number }) | undefined;
  reading: boolean;
  problem: Problem | undefined;
  failed: boolean;
  again: () => void;
}

/** The log's end, kept growing while it is followed. */
export function useLog(row: InstanceRow, source: LogSource, follow: boolean): UsedLog {
  const [read, setRead] = useState<{ source: LogSource; log: KnownLog & { fresh: number } }>();
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['log', row.accountId, row.contractId, source],
    queryFn: ({ signal }) => getJson<Log>(`${addressOf(row)}/logs?source=${source}&tail=${TAIL}`, signal),
    refetchInterval: follow ? FOLLOW_MS : false,
    retry: false,
    gcTime: 0,
  });
  useEffect(() => {
    if (!data) return;
    // The other log is another text: nothing of it is continued.
    setRead((before) => ({
      source,
      log: joined(before?.source === source ? before.log : undefined, data.lines, data.cut),
    }));
  }, [data, source]);
  return {
    log: read?.source === source ? read.log : undefined,
    reading: isFetching,
    problem: error instanceof Unanswered ? error.problem : undefined,
    failed: error !== null,
    again: () => void refetch(),
  };
}
