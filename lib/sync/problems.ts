/** What can go wrong while costs are read. */
import { problem } from '@/lib/vast/problem';

export const dayUnsettled = problem<{ day: string }>('sync.day_unsettled', {
  again: 'yes',
  status: 503,
  say: (p) =>
    `Vast.ai’s charges of ${p.day} changed each time they were read. Gantry reads that day again in a few minutes.`,
});

export const windowUnsettled = problem<{ from: string; to: string }>('sync.window_unsettled', {
  again: 'yes',
  status: 503,
  say: (p) =>
    `Vast.ai’s payments of ${p.from} to ${p.to} changed each time they were read. Gantry reads them again in a few minutes.`,
});

export const clockRanBack = problem<{ day: string; clock: string }>('sync.clock_ran_back', {
  again: 'yes',
  status: 503,
  say: (p) =>
    `Vast.ai’s clock says ${p.clock}, so ${p.day} hasn’t begun; an earlier answer said otherwise. Gantry waits for it.`,
});
