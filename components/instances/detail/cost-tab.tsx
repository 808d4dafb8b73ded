'use client';

import { useQuery } from '@tanstack/react-query';
import { getJson, referenceOf } from '@/components/frame/get-json';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Money } from '@/components/ui/money';
import { SkeletonRows } from '@/components/ui/skeleton';
import { dayLabel } from '@/components/ui/time';
import type { InstanceRow } from '@/lib/queries/instances';
import type { InstanceCostDay } from '@/lib/queries/instances-costs';
import { addressOf } from './use-instance';

/** What Vast.ai charged for it, UTC day by day, down to its own words. */
export function CostTab({ row }: { row: InstanceRow }) {
  const { data, error, isError, refetch } = useQuery({
    queryKey: ['instance-costs', row.accountId, row.contractId],
    queryFn: ({ signal }) => getJson<{ days: InstanceCostDay[] }>(`${addressOf(row)}/costs`, signal),
  });
  if (isError && !data) {
    return (
      <Failure
        what="Its costs could not be read."
        again
        reference={referenceOf(error)}
        action={<Button onClick={() => void refetch()}>Try again</Button>}
      />
    );
  }
  if (!data) return <SkeletonRows rows={5} columns={[2, 3, 5, 2]} label="Loading its costs" />;
  if (data.days.length === 0) {
    return (
      <p className="px-4 py-8 text-center text-ink-2">
        Vast.ai has charged nothing for it yet. A day’s charges are read while it lasts and again after it.
      </p>
    );
  }
  return (
    <div className="overflow-x-auto">
      <table className="data" style={{ minWidth: 520 }}>
        <caption className="sr-only">Costs by UTC day and item</caption>
        <colgroup>
          <col style={{ width: 90 }} />
          <col style={{ width: 130 }} />
          <col />
          <col style={{ width: 110 }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">Day, UTC</th>
            <th scope="col">Item</th>
            <th scope="col">Vast.ai says</th>
            <th scope="col" className="num">
              $
            </th>
          </tr>
        </thead>
        {data.days.map((day) => (
          <tbody key={day.day}>
            <tr data-group>
              <th scope="rowgroup" colSpan={3}>
                {dayLabel(day.day)}
              </th>
              <td className="num">
                <Money amount={day.usd} places={3} bare />
              </td>
            </tr>
            {day.items.map((item) => (
              <tr key={item.item}>
                <td />
                <td>{item.name}</td>
                <td className="text-ink-3" title={item.says}>
                  {item.says}
                </td>
                <td className="num">
                  <Money amount={item.usd} places={3} bare />
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}
