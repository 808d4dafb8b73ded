import type { PhoneLine } from '@/components/ui/data-table/phone-list';
import { Money } from '@/components/ui/money';
import { Status } from '@/components/ui/status';
import { Unknown } from '@/components/ui/util-bar';
import type { InstanceRow } from '@/lib/queries/instances';
import { type ColumnContext, Ends, gpusOf, hrefOf } from './columns';
import { nameOf, statusLook } from './status-look';

/** Two lines on a phone: what and how much; how it is, whose, and until when. */
export function phoneLine(row: InstanceRow, { nowMs, zone, actOf }: ColumnContext): PhoneLine {
  const { tone, word } = statusLook(row, actOf(row), nowMs);
  return {
    href: hrefOf(row),
    title: (
      <>
        <b>{nameOf(row)}</b> <span className="text-ink-3">{gpusOf(row)}</span>
      </>
    ),
    figure: row.hourUsd === null ? <Unknown /> : <Money amount={row.hourUsd} unit="/h" />,
    says: (
      <>
        <Status tone={tone}>{word}</Status>
        {row.gpuUse !== null && <span>{Math.round(row.gpuUse)} % used</span>}
        {row.team && <span className="truncate text-ink-3">· {row.team}</span>}
      </>
    ),
    aside: <Ends row={row} nowMs={nowMs} zone={zone} plain />,
  };
}
