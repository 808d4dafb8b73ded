import { Button, LinkButton } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { MarketPage, Relief } from '@/lib/queries/market';
import type { MarketState } from '@/lib/queries/market-state';
import { DISK_MIN_GB, filterParsers, type MarketParams, type SetParams } from './params';
import { filterWords, plural, withoutFilter } from './words';

const sketch = (
  <SkeletonRows rows={7} columns={[3, 2, 1, 1, 2, 2, 1]} label="What the market will look like" />
);
const CLEARED = Object.fromEntries(Object.keys(filterParsers).map((key) => [key, null]));

/** Nobody's market is known until an account is linked. */
export function NoAccount({ mayLink }: { mayLink: boolean }) {
  return (
    <Empty
      title="Link a Vast.ai account to see the market"
      says={
        mayLink
          ? 'Gantry looks at the market with the account’s key every half minute: every offer, with the price at your disk. Looking costs nothing.'
          : 'An owner of this workspace links one. Looking at the market costs nothing.'
      }
      action={
        mayLink && (
          <LinkButton href="/accounts" tone="main">
            Link an account
          </LinkButton>
        )
      }
      sketch={sketch}
    />
  );
}

/** The first look is under way, or can't begin. */
export function NeverSeen({ state }: { state: MarketState }) {
  const dead = state.accounts.filter(
    (a) => a.state === 'revoked' || a.state === 'two_factor' || a.state === 'forbidden',
  );
  const allDead = dead.length === state.accounts.length;
  return (
    <Empty
      title={allDead ? 'The market can’t be looked at' : 'The first look at the market is under way'}
      says={
        allDead
          ? `Vast.ai doesn’t take the key of ${dead.map(({ name }) => name).join(', ')} any more.`
          : state.late === 'silent'
            ? 'Vast.ai hasn’t answered yet. Gantry goes on trying; the page fills by itself.'
            : `It takes from seconds to a few minutes, as Vast.ai allows one search a second.${
                state.seenSoFar > 0 ? ` ${plural(state.seenSoFar, 'offer')} so far.` : ''
              } The page fills by itself.`
      }
      action={allDead && <LinkButton href="/accounts">Repair it under Accounts</LinkButton>}
      sketch={sketch}
    />
  );
}

/** Nothing fits: which filter keeps most away, and the button that takes it off. */
export function NoMatch({ page, params, set }: { page: MarketPage; params: MarketParams; set: SetParams }) {
  const [best] = page.relief.filter(({ key }) => filterWords(key, params) !== undefined);
  if (page.all === 0) {
    return (
      <Empty
        title="The market is empty"
        says={
          params.type === 'interruptible'
            ? 'No machine takes bids at the moment. On-demand offers may be there.'
            : 'Vast.ai lists nothing that can be rented at the moment. That is rare; it may be at fault.'
        }
      />
    );
  }
  return (
    <Empty
      title="No offer fits all of this"
      says={best && reliefWords(best, params)}
      action={
        <>
          {best && (
            <Button
              tone="main"
              onClick={() => set(best.key === 'disk' ? { disk: DISK_MIN_GB } : withoutFilter(best.key))}
            >
              {best.key === 'disk' ? `Ask for ${DISK_MIN_GB} GB` : `Drop “${filterWords(best.key, params)}”`}
            </Button>
          )}
          <Button onClick={() => set(CLEARED)}>Clear all filters</Button>
        </>
      }
    />
  );
}

function reliefWords({ key, without, keepsOut }: Relief, params: MarketParams): string {
  const asked = filterWords(key, params);
  return without > 0
    ? `“${asked}” keeps most away: ${plural(without, 'offer')} would fit without it.`
    : `No single filter is to blame; “${asked}” alone keeps ${plural(keepsOut, 'offer')} away.`;
}
