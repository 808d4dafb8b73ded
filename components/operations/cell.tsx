import type { ReactNode } from 'react';
import { toTheSecond } from '@/components/time/zoned';
import { Money } from '@/components/ui/money';
import type { Cell } from '@/lib/surfaces/operations/result';

/** Amounts of a few cents an hour and of a month's bill stand in the same column. */
const PLACES = 4;

export function cellText(cell: Cell | undefined, zone: string): ReactNode {
  if (cell === null || cell === undefined || cell === '') return <span className="text-ink-3">–</span>;
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (typeof cell === 'number') return figure(cell);
  if (typeof cell === 'string') return cell;
  if ('usd' in cell) return <Money amount={cell.usd} places={PLACES} />;
  if ('atMs' in cell)
    return <time dateTime={new Date(cell.atMs).toISOString()}>{toTheSecond(cell.atMs, zone)}</time>;
  return <code className="font-mono text-sm">{cell.json}</code>;
}

/** An id keeps its digits together; a measurement keeps four decimals. */
const figure = (value: number): string => String(Number.isInteger(value) ? value : Number(value.toFixed(4)));

/** In the order of what they say; nothing comes last. */
export function compareCells(a: Cell | undefined, b: Cell | undefined): number {
  const [left, right] = [sortable(a), sortable(b)];
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return typeof left === 'number' && typeof right === 'number'
    ? left - right
    : String(left).localeCompare(String(right));
}

/** For order alone; what is shown keeps its digits. */
function sortable(cell: Cell | undefined): number | string | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell !== 'object') return typeof cell === 'boolean' ? Number(cell) : cell;
  if ('usd' in cell) return Number(cell.usd);
  return 'atMs' in cell ? cell.atMs : cell.json;
}
