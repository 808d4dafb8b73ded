'use client';

import { useEffect, useState } from 'react';
import { span } from '@/components/ui/time';
import type { Market } from './use-market';

/** How old the prices are, counted on from what the server said: a browser's clock may be wrong. */
export function useAgeMs({ state, answeredMs }: Pick<Market, 'state' | 'answeredMs'>): number | null {
  const [sinceMs, setSinceMs] = useState(0);
  useEffect(() => {
    const tick = () => setSinceMs(Math.max(0, Date.now() - answeredMs));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [answeredMs]);
  return state.ageMs === null ? null : state.ageMs + sinceMs;
}

/** "Prices 4 s old" and, when some searches stayed cut, how much of the market they reached. */
export function MarketAge({ market }: { market: Pick<Market, 'state' | 'answeredMs'> }) {
  const ageMs = useAgeMs(market);
  const { coverage } = market.state;
  if (ageMs === null) return 'The first look at the market is under way.';
  const reach = coverage === 100 ? 'the whole market seen' : `${coverage} % of the searches came back whole`;
  return (
    <span
      title={
        coverage === 100
          ? 'Every search of the last look came back whole: no offer is hidden.'
          : 'Vast.ai cuts long answers; what stayed cut after every split may hide offers.'
      }
    >
      {`Prices ${span(ageMs)} old${coverage === null ? '' : `, ${reach}`}.`}
    </span>
  );
}
