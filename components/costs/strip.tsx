import type { ReactNode } from 'react';
import { monthName } from '@/components/time/days';
import { Ago } from '@/components/ui/ago';
import { Money, moneyText } from '@/components/ui/money';
import { Figure, Strip } from '@/components/ui/strip';
import { dayLabel } from '@/components/ui/time';
import { exact, per, sum, usd } from '@/lib/money';
import type { CostsView } from '@/lib/queries/costs-view';
import { difference, percentChange, share } from './change';

/** The range in four figures: how much, what for, how fast, and how sure. */
export function CostsStrip({ view }: { view: CostsView }) {
  return (
    <Strip label="Costs of these days">
      <Figure label="Total" says={beforeWords(view)}>
        <Money amount={view.costs.total} />
      </Figure>
      <GpuFigure view={view} />
      <PaceFigure view={view} />
      <BooksFigure view={view} />
    </Strip>
  );
}

function beforeWords({ costs, before }: CostsView): string {
  if (!before) return 'The days before aren’t read yet';
  const days = before.days === 1 ? 'day before' : `${before.days} days before`;
  const percent = percentChange(costs.total, before.total);
  if (percent === null) return `Nothing in the ${days}`;
  const change = moneyText(difference(costs.total, before.total), { signed: true });
  if (Number(percent) === 0) return `As much as the ${days}, ${change}`;
  const way = percent.startsWith('-') ? 'below' : 'above';
  return `${percent.replace('-', '')} % ${way} the ${days}, ${change}`;
}

const TRAFFIC = ['bwd', 'bwu'];

function GpuFigure({ view }: { view: CostsView }) {
  const of = (keys: readonly string[]) =>
    exact(sum(view.items.filter(({ key }) => keys.includes(key)).map(({ total }) => usd(total))));
  const gpu = of(['gpu']);
  const percent = share(gpu, view.costs.total);
  return (
    <Figure
      label="GPU time"
      aside={percent !== null && `${percent} %`}
      says={`Disk ${moneyText(of(['disk']))}, traffic ${moneyText(of(TRAFFIC))}`}
    >
      <Money amount={gpu} />
    </Figure>
  );
}

function PaceFigure({ view: { costs, month, today } }: { view: CostsView }) {
  if (month) {
    return (
      <Figure label={`${monthName(today)} so far`} says={`To ${dayLabel(today)}, UTC`}>
        <Money amount={month.total} />
      </Figure>
    );
  }
  const spent = costs.days.map((day, at) => ({ day, amount: usd(costs.byDay[at] ?? '0') }));
  const past = spent.filter(({ day }) => day <= today);
  const dearest = past.toSorted((a, b) => b.amount.comparedTo(a.amount))[0];
  return (
    <Figure
      label="A day, on average"
      says={
        dearest && !dearest.amount.isZero()
          ? `The dearest was ${dayLabel(dearest.day)}, ${moneyText(exact(dearest.amount))}`
          : 'No day cost anything'
      }
    >
      <Money amount={exact(per(usd(costs.total), Math.max(1, past.length)))} />
    </Figure>
  );
}

function BooksFigure({ view: { costs, books } }: { view: CostsView }) {
  const filling = books.find(({ history }) => history === null || history.read < history.of);
  const failing = books.find(({ problem }) => problem !== null);
  if (failing) {
    return (
      <Figure label="Books" tone="bad" says={`${failing.name} can’t be read at the moment`}>
        Behind
      </Figure>
    );
  }
  if (filling) {
    const { read, of } = filling.history ?? { read: 0, of: 0 };
    return (
      <Figure
        label="Books"
        tone="warn"
        says={of ? `${read} of ${of} days read, going on` : 'Reading begins within a minute'}
      >
        Filling
      </Figure>
    );
  }
  const mismatches = books.reduce((n, each) => n + each.mismatches, 0);
  return (
    <Figure
      label="Books"
      tone="run"
      says={
        mismatches > 0
          ? `${mismatches} ${mismatches === 1 ? 'charge misses' : 'charges miss'} the sum of their items at Vast.ai`
          : readWords(books)
      }
    >
      {costs.closedThrough ? `Final to ${dayLabel(costs.closedThrough)}` : 'Open'}
    </Figure>
  );
}

/** The account that was read longest ago decides how old the figures are. */
function readWords(books: CostsView['books']): ReactNode {
  const oldest = books.map(({ readAt }) => readAt).toSorted((a, b) => (a ?? '').localeCompare(b ?? ''))[0];
  if (!oldest) return 'Later days may still change';
  return (
    <>
      Later days may change; read <Ago atMs={Date.parse(oldest)} plain />
    </>
  );
}
