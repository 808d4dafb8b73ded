import { Money } from '@/components/ui/money';
import { Panel, PanelHead } from '@/components/ui/panel';
import { exact, sum, type Usd, usd } from '@/lib/money';
import type { CostsView } from '@/lib/queries/costs-view';
import { difference } from './change';

interface Moved {
  key: string;
  name: string;
  by: Usd;
}

const SHOWN = 5;

/** Which groups the difference to the days before comes from, largest first; all of them add up to it exactly. */
export function ChangedPanel({ view }: { view: CostsView }) {
  const { costs, before } = view;
  if (!before) return null;
  const all = movedOf(view);
  const shown = all.length > SHOWN + 1 ? all.slice(0, SHOWN) : all;
  const rest = all.slice(shown.length);
  const rows = rest.length === 0 ? shown : [...shown, smaller(rest)];
  const widest = Math.max(1e-9, ...rows.map(({ by }) => by.abs().toNumber()));
  return (
    <Panel>
      <PanelHead
        title="What changed"
        sub={before.days === 1 ? 'to the day before' : `to the ${before.days} days before`}
        className="pb-1"
        right={
          <b className="text-ink">
            <Money amount={difference(costs.total, before.total)} signed />
          </b>
        }
      />
      {rows.length === 0 && <p className="px-4 pb-3.5 text-ink-2">Nothing: each group cost the same.</p>}
      <ul aria-label="What changed">
        {rows.map(({ key, name, by }) => (
          <li key={key} className="border-t border-line px-4 py-[11px] first:border-0">
            <div className="flex items-baseline gap-3">
              <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
              <Money amount={exact(by)} signed />
            </div>
            {/* From the middle to the right is more, to the left less. */}
            <div aria-hidden="true" className="relative mt-1.5 h-1 rounded-xs bg-sunken">
              <i
                className={`absolute h-1 rounded-xs ${by.isNegative() ? 'right-1/2 bg-s3' : 'left-1/2 bg-s4'}`}
                style={{ width: `${(by.abs().toNumber() / widest) * 50}%` }}
              />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function movedOf({ costs, before }: CostsView): Moved[] {
  const now = new Map(costs.series.map(({ key, name, total }) => [key, { name, total }]));
  const keys = new Set([...now.keys(), ...Object.keys(before?.byKey ?? {})]);
  return [...keys]
    .map((key) => ({
      key,
      name: now.get(key)?.name ?? before?.names[key] ?? key,
      by: usd(now.get(key)?.total ?? '0').minus(usd(before?.byKey[key] ?? '0')),
    }))
    .filter(({ by }) => !by.isZero())
    .toSorted((a, b) => b.by.abs().comparedTo(a.by.abs()));
}

const smaller = (rest: readonly Moved[]): Moved => ({
  key: ' smaller',
  name: `${rest.length} smaller changes`,
  by: sum(rest.map(({ by }) => by)),
});
