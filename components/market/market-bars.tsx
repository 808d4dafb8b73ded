'use client';

import { LinkButton } from '@/components/ui/button';
import { StaleBar } from '@/components/ui/stale-bar';
import { span } from '@/components/ui/time';
import { useAgeMs } from './market-age';
import type { Market } from './use-market';

/** What one sees is old, or one of the accounts can't pay: how old, why, and what repairs it. */
export function MarketBars({ market, failed }: { market: Market; failed: boolean }) {
  const ageMs = useAgeMs(market);
  const { late, accounts } = market.state;
  const age = ageMs === null ? 'of unknown age' : `${span(ageMs)} old`;
  const broken = accounts.filter(({ state }) => state === 'revoked' || state === 'two_factor');
  if (failed) {
    return (
      <StaleBar>Gantry doesn’t answer. Prices are {age}; they renew by themselves once it does.</StaleBar>
    );
  }
  if (late !== null) {
    const names = broken.map(({ name }) => name).join(', ');
    const why =
      broken.length > 0
        ? `Vast.ai no longer takes the key of ${names}.`
        : late === 'silent'
          ? 'Vast.ai doesn’t answer the search for offers.'
          : 'Nothing has looked at the market since: Gantry’s worker may not be running.';
    return (
      <StaleBar action={broken.length > 0 && <LinkButton href="/accounts">Repair it</LinkButton>}>
        Prices are {age}. {why} A rent still reads the offer again before it takes it.
      </StaleBar>
    );
  }
  return null;
}
