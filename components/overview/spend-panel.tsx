import Link from 'next/link';
import { useMemo } from 'react';
import { StackedDays } from '@/components/charts/stacked-days';
import { stackOf } from '@/components/costs/series';
import { monthName } from '@/components/time/days';
import { Empty } from '@/components/ui/empty';
import { Panel, PanelHead } from '@/components/ui/panel';
import type { Overview } from '@/lib/queries/overview';

/** The month by team: the same query as on Costs, so that both say the same. */
export function SpendPanel({ month, today }: { month: Overview['month']; today: string }) {
  const stack = useMemo(() => stackOf(month.costs, today), [month.costs, today]);
  const name = monthName(today);
  return (
    <Panel>
      <PanelHead
        title="Spend by team"
        sub={`${name}, UTC days`}
        right={
          <Link href="/costs" className="text-ink-3 hover:text-ink hover:underline">
            Costs
          </Link>
        }
      />
      {stack.series.length === 0 ? (
        <Empty
          title="No charges this month"
          says="They appear as Vast.ai books them, a few minutes after an instance begins to run."
        />
      ) : (
        <StackedDays
          label={`Cost per UTC day by team, ${name}`}
          days={stack.days}
          series={stack.series}
          {...(stack.restKey === undefined ? {} : { restKey: stack.restKey })}
          height={292}
        />
      )}
    </Panel>
  );
}
