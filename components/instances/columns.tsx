import Link from 'next/link';
import { nearby } from '@/components/time/zoned';
import { Chip } from '@/components/ui/chip';
import type { Column } from '@/components/ui/data-table/types';
import type { Work } from '@/components/ui/in-pieces';
import { Money, moneyText } from '@/components/ui/money';
import { RowMenuButton } from '@/components/ui/row-menu';
import { Sparkline } from '@/components/ui/sparkline';
import { Status } from '@/components/ui/status';
import { fromNow, span, utc } from '@/components/ui/time';
import { Unknown, UtilBar } from '@/components/ui/util-bar';
import { exact, type Usd, usd } from '@/lib/money';
import type { InstanceRow } from '@/lib/queries/instances';
import type { Act } from '@/lib/queries/instances-pulse';
import { SshButton } from './ssh-button';
import { nameOf, statusLook } from './status-look';

export interface ColumnContext {
  nowMs: number;
  zone: string;
  actOf: (row: InstanceRow) => Act | undefined;
  /** Since when an account's rows are old; undefined while they are not. */
  oldSince: (accountId: string) => number | undefined;
}

export const hrefOf = (row: { accountId: string; contractId: number }): string =>
  `/instances/${row.accountId}/${row.contractId}`;

const byText = (pick: (row: InstanceRow) => string | null) => (a: InstanceRow, b: InstanceRow) =>
  (pick(a) ?? '\uffff').localeCompare(pick(b) ?? '\uffff', 'en', { numeric: true });
/** Unknown comes last when ascending. */
const byNumber = (pick: (row: InstanceRow) => number | null) => (a: InstanceRow, b: InstanceRow) =>
  (pick(a) ?? Number.POSITIVE_INFINITY) - (pick(b) ?? Number.POSITIVE_INFINITY) || 0;
const byMoney = (pick: (row: InstanceRow) => string | null) => (a: InstanceRow, b: InstanceRow) =>
  // Order only: a double tells amounts apart as finely as anyone sees them.
  Number(pick(a) ?? 0) - Number(pick(b) ?? 0);

/** An amount of a row, read once: a group of thousands is added up with every change. */
function amountOf(pick: (row: InstanceRow) => string | null): (row: InstanceRow) => Usd | null {
  const read = new WeakMap<InstanceRow, Usd>();
  return (row) => {
    const text = pick(row);
    if (text === null) return null;
    const amount = read.get(row) ?? usd(text);
    read.set(row, amount);
    return amount;
  };
}

const ADDED_AT_A_TIME = 100;
/** The sum of what is known, without its sign: the head says dollars. */
const subtotal = (pick: (row: InstanceRow) => Usd | null) =>
  function* added(rows: readonly InstanceRow[]): Work<string> {
    let total: Usd | undefined;
    for (const [index, row] of rows.entries()) {
      if (index % ADDED_AT_A_TIME === 0) yield;
      const amount = pick(row);
      if (amount) total = total ? total.plus(amount) : amount;
    }
    if (!total) return '–';
    return moneyText(exact(total), { bare: true, places: placesOf(total) });
  };

/** Cents of a five-figure amount say nothing and would not fit; every digit is in the title. */
const placesOf = (amount: Usd): number => (amount.abs().gte(1_000) ? 0 : 2);

const hourSubtotal = subtotal(amountOf((row) => row.hourUsd));
const soFarSubtotal = subtotal(amountOf((row) => row.soFarUsd));

export function instanceColumns({ nowMs, zone, actOf, oldSince }: ColumnContext): Column<InstanceRow>[] {
  return [
    {
      id: 'name',
      head: 'Name',
      names: true,
      minWidth: 160,
      sort: byText(nameOf),
      cell: (row) => {
        const old = row.goneMs === null ? oldSince(row.accountId) : undefined;
        return (
          <>
            <Link href={hrefOf(row)} prefetch={false} className="font-semibold hover:underline">
              {nameOf(row)}
            </Link>
            {old !== undefined ? (
              <span className="ml-1.5 text-warn" title={`As of ${utc(old)}`}>
                <span className="sr-only">as of </span>
                {nearby(old, nowMs, zone)}
              </span>
            ) : (
              row.project && <span className="ml-1.5 text-ink-3">{row.project}</span>
            )}
            {old === undefined && row.origin === 'outside' && row.teamId === null && (
              <Chip className="ml-2" title="Made outside Gantry, and no team’s yet. Adopt it with its menu.">
                outside
              </Chip>
            )}
          </>
        );
      },
    },
    {
      id: 'status',
      head: 'Status',
      width: 128,
      sort: byText((row) => statusLook(row, actOf(row), nowMs).word),
      cell: (row) => {
        const { tone, word, why, sinceMs } = statusLook(row, actOf(row), nowMs);
        return (
          <span title={`Since ${utc(sinceMs)}.${why ? ` ${why}` : ''}`}>
            <Status tone={tone}>{word}</Status>
          </span>
        );
      },
    },
    {
      id: 'gpus',
      head: 'GPUs',
      width: 116,
      sort: byText((row) => `${row.gpu} ${row.gpus}`),
      cell: (row) => <span className="text-ink-2">{gpusOf(row)}</span>,
    },
    {
      id: 'use',
      head: 'GPU use',
      unit: 'last hour',
      width: 170,
      descFirst: true,
      sort: byNumber((row) => row.gpuUse),
      cell: (row) =>
        row.gpuUse === null ? (
          <Unknown />
        ) : (
          <>
            <UtilBar percent={row.gpuUse} />{' '}
            {drawable(row.lastHour) && <Sparkline points={row.lastHour} max={100} width={48} />}
          </>
        ),
    },
    {
      id: 'memory',
      head: 'Memory',
      unit: '%',
      numeric: true,
      width: 84,
      descFirst: true,
      sort: byNumber((row) => row.gpuMemory),
      cell: (row) => row.gpuMemory ?? <Unknown />,
    },
    {
      id: 'temp',
      head: 'Temp',
      unit: '°C',
      numeric: true,
      width: 66,
      descFirst: true,
      sort: byNumber((row) => row.temperature),
      cell: (row) => (row.temperature === null ? <Unknown /> : Math.round(row.temperature)),
    },
    {
      id: 'hour',
      head: '$/h',
      numeric: true,
      width: 64,
      descFirst: true,
      sort: byMoney((row) => row.hourUsd),
      cell: (row) =>
        row.hourUsd === null ? <Unknown /> : <Money amount={row.hourUsd} bare className="font-semibold" />,
      subtotal: hourSubtotal,
    },
    {
      id: 'sofar',
      head: 'So far',
      numeric: true,
      width: 76,
      descFirst: true,
      sort: byMoney((row) => row.soFarUsd),
      cell: (row) =>
        row.soFarUsd === null ? (
          <Unknown why="not charged yet" />
        ) : (
          <Money amount={row.soFarUsd} bare places={placesOf(usd(row.soFarUsd))} />
        ),
      subtotal: soFarSubtotal,
    },
    {
      id: 'age',
      head: 'Age',
      width: 84,
      sort: byNumber((row) => (row.startedMs === null ? null : -row.startedMs)),
      cell: (row) => <span className="text-ink-2">{ageOf(row, nowMs)}</span>,
    },
    {
      id: 'ends',
      head: 'Ends',
      width: 96,
      sort: byNumber((row) => row.endsMs),
      cell: (row) => <Ends row={row} nowMs={nowMs} zone={zone} />,
    },
    {
      id: 'disk',
      head: 'Disk',
      unit: 'GB used of',
      numeric: true,
      width: 96,
      extra: true,
      descFirst: true,
      sort: byNumber((row) => row.diskGb),
      cell: (row) => (
        <>
          {row.diskGb === null ? <Unknown /> : Math.round(row.diskGb)}
          <span className="text-ink-3"> / {row.diskOfGb === null ? '–' : Math.round(row.diskOfGb)}</span>
        </>
      ),
    },
    {
      id: 'place',
      head: 'Place',
      width: 130,
      extra: true,
      sort: byText((row) => row.place),
      cell: (row) => row.place ?? <Unknown />,
    },
    {
      id: 'owner',
      head: 'Owner',
      width: 120,
      extra: true,
      sort: byText((row) => row.owner),
      cell: (row) => row.owner ?? <Unknown why="nobody" />,
    },
    {
      id: 'account',
      head: 'Account',
      width: 130,
      extra: true,
      sort: byText((row) => row.account),
      cell: (row) => row.account,
    },
    {
      id: 'type',
      head: 'Type',
      width: 120,
      extra: true,
      sort: byText((row) => (row.isBid ? 'bid' : 'on demand')),
      cell: (row) => (row.isBid ? 'interruptible' : 'on demand'),
    },
    {
      id: 'number',
      head: 'Number',
      numeric: true,
      width: 96,
      extra: true,
      sort: byNumber((row) => row.contractId),
      cell: (row) => <span className="font-mono text-sm text-ink-2">{row.contractId}</span>,
    },
    {
      id: 'acts',
      head: '',
      width: 90,
      cell: (row) => (
        <span className="flex items-center justify-end">
          {row.ssh && row.goneMs === null && <SshButton line={row.ssh} name={nameOf(row)} />}
          <RowMenuButton name={nameOf(row)} />
        </span>
      ),
    },
  ];
}

/** Fewer points make a dash, and a dash looks like "unknown". */
const drawable = (points: readonly (number | null)[]): boolean =>
  points.filter((point) => point !== null).length >= 5;

export const gpusOf = (row: { gpus: number; gpu: string }): string => `${row.gpus}× ${row.gpu}`;

export const ageOf = (row: InstanceRow, nowMs: number): string =>
  row.startedMs === null ? '' : span((row.goneMs ?? nowMs) - row.startedMs);

type EndsProps = { row: InstanceRow; nowMs: number; zone: string; plain?: boolean };

export function Ends({ row, nowMs, zone, plain = false }: EndsProps) {
  if (row.goneMs !== null) return <span className="text-ink-3">{nearby(row.goneMs, nowMs, zone)}</span>;
  if (row.endsMs === null) {
    return plain ? <span className="text-warn">no end set</span> : <Chip tone="warn">no end set</Chip>;
  }
  const soon = row.endsMs - nowMs < 48 * 3_600_000;
  return (
    <time dateTime={new Date(row.endsMs).toISOString()} title={utc(row.endsMs)} className="text-ink-2">
      {soon ? fromNow(row.endsMs, nowMs) : nearby(row.endsMs, nowMs, zone)}
    </time>
  );
}
