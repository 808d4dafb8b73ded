'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { getJson } from '@/components/frame/get-json';
import { useLive } from '@/components/live/use-live';
import type { RentProgress } from '@/lib/queries/market-rent';
import { type RentInput, rentOffer } from '@/lib/surfaces/actions/rent';
import { act } from '@/lib/surfaces/actions/result';
import { noAnswer } from '@/lib/surfaces/problems';
import type { Problem } from '@/lib/vast/problem';

export type RentPhase =
  /** `diskGb`: with which disk it was refused, so that a moved price can be taken apart. */
  | { at: 'form'; problem?: Problem; diskGb?: number }
  | { at: 'sending' }
  /** Gantry has it, or may have it: what became of it is asked by its key. */
  | { at: 'sent'; key: string };

/**
 * One rent at a time, each with a key of its own: whatever is pressed again while an outcome is open is the same act.
 * A refusal is an outcome, so the next attempt gets a new key.
 */
export function useRent() {
  const [phase, setPhase] = useState<RentPhase>({ at: 'form' });
  const key = useRef(newKey());
  /** True when Gantry has it, or may have it. */
  const rent = async (order: Omit<RentInput, 'idempotencyKey'>): Promise<boolean> => {
    setPhase({ at: 'sending' });
    const result = await act(() => rentOffer({ ...order, idempotencyKey: key.current }));
    if (result.ok || result.problem.code === noAnswer.code) {
      setPhase({ at: 'sent', key: key.current });
      return true;
    }
    setPhase({ at: 'form', problem: result.problem, diskGb: order.diskGb });
    key.current = newKey();
    return false;
  };
  const startOver = (problem?: Problem) => {
    key.current = newKey();
    setPhase(problem ? { at: 'form', problem } : { at: 'form' });
  };
  return { phase, rent, startOver };
}

/** A random UUID. `crypto.randomUUID` is there over https only, and Gantry may run on a plain address at home. */
function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte, index) =>
    (index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte)
      .toString(16)
      .padStart(2, '0'),
  );
  return [4, 6, 8, 10].reduceRight(
    (text, at) => `${text.slice(0, at * 2)}-${text.slice(at * 2)}`,
    hex.join(''),
  );
}

const STARTING: ReadonlySet<RentProgress['word']> = new Set([
  null,
  'creating',
  'loading',
  'waiting',
  'outbid',
]);
const WATCH_MS = 2_000;

export const isSettled = (progress: RentProgress | null): boolean =>
  progress?.state === 'refused' || (progress?.state === 'done' && !STARTING.has(progress.word));

/** What became of a rent, until it runs or is known not to. */
export function useRentProgress(key: string) {
  const client = useQueryClient();
  const queryKey = ['rent', key];
  useLive(['instances', 'activity'], () => client.invalidateQueries({ queryKey }));
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) =>
      (await getJson<{ progress: RentProgress | null }>(`/api/market/rents/${key}`, signal)).progress,
    refetchInterval: ({ state }) => (isSettled(state.data ?? null) ? false : WATCH_MS),
  });
}
