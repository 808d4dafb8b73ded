import { Chip } from '@/components/ui/chip';
import { cx } from '@/components/ui/cx';
import type { Column } from '@/components/ui/data-table/types';
import { Money, moneyText } from '@/components/ui/money';
import { Unknown } from '@/components/ui/util-bar';
import type { OfferRow } from '@/lib/queries/market-rows';
import { cardGb } from '@/lib/vast/units';
import type { ShownOffer } from './with-gone';
import { grouped } from './words';

const unknown = <Unknown />;

/** "2× RTX 4090 24 GB" */
export const offerName = (row: Pick<OfferRow, 'count' | 'gpu'>): string => `${row.count}× ${row.gpu}`;

export const OfferTitle = ({ row }: { row: Pick<OfferRow, 'count' | 'gpu' | 'vramMb'> }) => (
  <>
    <b>{offerName(row)}</b> <span className="text-ink-3">{cardGb(row.vramMb)} GB</span>
  </>
);

/** A fifth of the market lies within a twentieth of its median: nearer than that is neither cheap nor dear. */
const CHEAP_PERCENT = -5;
const DEAR_PERCENT = 10;

export function VsMedian({ percent }: { percent: number | null }) {
  if (percent === null) return null;
  const whole = Math.round(percent);
  const tone = whole <= CHEAP_PERCENT ? 'text-run' : whole >= DEAR_PERCENT ? 'text-warn' : 'text-ink-3';
  return (
    <span className={cx('inline-block w-[38px]', tone)}>
      {whole > 0 ? '+' : whole < 0 ? '−' : ''}
      {Math.abs(whole)} %
    </span>
  );
}

export const Place = ({ row }: { row: Pick<OfferRow, 'place' | 'datacenter' | 'verification'> }) => (
  <>
    {row.place ?? 'Place not said'}
    {row.datacenter && (
      <>
        {' '}
        <Chip title="Datacenter">DC</Chip>
      </>
    )}
    {row.verification !== 'verified' && (
      <>
        {' '}
        <Chip tone="warn">{row.verification ?? 'unverified'}</Chip>
      </>
    )}
  </>
);

const daysText = (days: number): string => (days >= 1 ? grouped(Math.floor(days)) : '<1');

/** Columns at a disk, which is part of the price and so stands in its head. */
export function offerColumns(diskGb: number): Column<ShownOffer>[] {
  return [
    {
      id: 'gpu',
      head: 'GPU',
      minWidth: 140,
      names: true,
      sort: true,
      cell: (row) => <OfferTitle row={row} />,
    },
    {
      id: 'price',
      head: '$/GPU-h',
      unit: 'vs median',
      numeric: true,
      width: 96,
      sort: true,
      cell: (row) => (
        <>
          <Money amount={row.gpuHour} places={3} bare /> <VsMedian percent={row.vsMedian} />
        </>
      ),
    },
    {
      id: 'pay',
      head: 'You pay',
      unit: `$/h, ${grouped(diskGb)} GB`,
      numeric: true,
      width: 78,
      sort: true,
      cell: (row) => <Money amount={row.pay} places={3} bare className="font-semibold" />,
    },
    {
      id: 'reliability',
      head: 'Reliable',
      unit: '%',
      numeric: true,
      width: 70,
      sort: true,
      descFirst: true,
      cell: (row) => (row.reliability === null ? unknown : row.reliability.toFixed(1)),
    },
    {
      id: 'down',
      head: 'Net',
      unit: 'down / up Mb/s',
      numeric: true,
      width: 104,
      sort: true,
      descFirst: true,
      cell: (row) =>
        row.down === null ? (
          unknown
        ) : (
          <>
            {grouped(row.down)}{' '}
            <span className="text-ink-3">/ {row.up === null ? '–' : grouped(row.up)}</span>
          </>
        ),
    },
    { id: 'place', head: 'Where', minWidth: 120, sort: true, cell: (row) => <Place row={row} /> },
    {
      id: 'days',
      head: 'Max',
      unit: 'days',
      numeric: true,
      width: 56,
      sort: true,
      descFirst: true,
      cell: (row) => (row.days === null ? unknown : daysText(row.days)),
    },
    {
      id: 'value',
      head: 'DLPerf/$',
      unit: 'per $/h',
      numeric: true,
      width: 80,
      sort: true,
      descFirst: true,
      extra: true,
      cell: (row) => row.value?.toFixed(0) ?? unknown,
    },
    {
      id: 'vcpu',
      head: 'vCPU',
      unit: 'RAM GB',
      numeric: true,
      width: 84,
      sort: true,
      descFirst: true,
      extra: true,
      cell: (row) => (
        <>
          {row.vcpu === null ? '–' : grouped(row.vcpu)}{' '}
          <span className="text-ink-3">/ {row.ramMb === null ? '–' : grouped(row.ramMb / 1000)}</span>
        </>
      ),
    },
    {
      id: 'disk',
      head: 'Disk left',
      unit: 'GB, MB/s',
      numeric: true,
      width: 104,
      sort: true,
      descFirst: true,
      extra: true,
      cell: (row) => (
        <>
          {row.diskGb === null ? '–' : grouped(row.diskGb)}{' '}
          <span className="text-ink-3">/ {row.diskSpeed === null ? '–' : grouped(row.diskSpeed)}</span>
        </>
      ),
    },
  ];
}

/** The offer in two lines, the price at the right. */
export const phoneOffer = (row: ShownOffer) => ({
  title: <OfferTitle row={row} />,
  figure: (
    <>
      {moneyText(row.pay, { places: 3 })}
      <span className="font-normal text-ink-3">/h</span>
    </>
  ),
  says: row.gone ? (
    'Gone'
  ) : (
    <>
      <span className="truncate">{row.place ?? 'Place not said'}</span>
      {row.datacenter && <Chip>DC</Chip>}
      {row.verification !== 'verified' && <Chip tone="warn">{row.verification ?? 'unverified'}</Chip>}
      <span className="text-ink-3">{row.reliability === null ? '' : `${row.reliability.toFixed(1)} %`}</span>
    </>
  ),
  aside: (
    <>
      {moneyText(row.gpuHour, { places: 3 })}/GPU <VsMedian percent={row.vsMedian} />
    </>
  ),
});
