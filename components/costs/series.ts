import type { Series, StackedDay } from '@/components/charts/series';
import { SERIES_MAX } from '@/components/charts/series';
import { exact, sum, usd } from '@/lib/money';
import type { Costs } from '@/lib/queries/costs';

export interface Stack {
  series: Series[];
  days: StackedDay[];
  /** The key of the layer that is drawn grey. */
  restKey: string | undefined;
  /** Which layer a group of the table is drawn in. */
  layerOf: (key: string) => number;
}

/** Not a key that Vast.ai or a person could have given. */
const REST = ' everything else';

/** The groups as at most eight layers, dearest at the bottom: what is more, or belongs to nobody, is the grey one. */
export function stackOf(
  costs: Pick<Costs, 'days' | 'series' | 'openFrom'>,
  today: string | undefined,
): Stack {
  const named = costs.series.filter(({ key }) => key !== '');
  const nobody = costs.series.filter(({ key }) => key === '');
  const shown = named.slice(0, named.length + nobody.length > SERIES_MAX ? SERIES_MAX - 1 : SERIES_MAX);
  const rest = [...named.slice(shown.length), ...nobody];
  const restKey = rest.length === 0 ? undefined : rest.length === 1 && nobody.length === 1 ? '' : REST;
  const series: Series[] = shown.map(({ key, name }) => ({ key, label: name }));
  if (restKey !== undefined) {
    series.push({ key: restKey, label: restKey === '' ? (nobody[0]?.name ?? '') : 'Everything else' });
  }
  const days = costs.days.map((day, at): StackedDay => {
    const amounts: Record<string, string> = {};
    for (const { key, byDay } of shown) amounts[key] = byDay[at] ?? '0';
    if (restKey !== undefined) amounts[restKey] = exact(sum(rest.map(({ byDay }) => usd(byDay[at] ?? '0'))));
    // Days to come are empty, not open: there is nothing yet that could change.
    const open = costs.openFrom !== null && day >= costs.openFrom && (today === undefined || day <= today);
    return open ? { day, open, amounts } : { day, amounts };
  });
  const layers = new Map(shown.map(({ key }, index) => [key, index]));
  return { series, days, restKey, layerOf: (key) => layers.get(key) ?? series.length - 1 };
}
