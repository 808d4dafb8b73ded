/** A reply as a page shows it: records as tables, the rest as fields; what is deeper than that as text. */
import { toPlain } from '@/lib/gateway/plain';
import { exact, isUsd } from '@/lib/money';
import { inWords } from './names';

export type Cell = string | number | boolean | null | { usd: string } | { atMs: number } | { json: string };

export interface ResultColumn {
  id: string;
  head: string;
  numeric: boolean;
}

export interface ResultTable {
  title: string;
  columns: ResultColumn[];
  rows: { id: string; cells: Record<string, Cell> }[];
}

export interface ResultView {
  fields: { id: string; name: string; value: Cell }[];
  tables: ResultTable[];
  /** All of it, for whoever wants to see what was sent. */
  json: string;
}

type Rec = Record<string, unknown>;

export function viewOf(value: unknown): ResultView {
  const plain = toPlain(value);
  const view: ResultView = { fields: [], tables: [], json: JSON.stringify(plain, null, 2) ?? 'null' };
  if (Array.isArray(plain) && allRecords(plain)) view.tables.push(tableOf('Result', plain));
  else if (isRecord(plain)) for (const [name, inner] of Object.entries(plain)) addTo(view, name, inner);
  else if (plain !== null && plain !== undefined) {
    view.fields.push({ id: 'result', name: 'Result', value: cellOf('result', plain) });
  }
  return view;
}

function addTo(view: ResultView, name: string, inner: unknown): void {
  if (Array.isArray(inner) && inner.length > 0 && allRecords(inner)) {
    view.tables.push(tableOf(inWords(name), inner));
    return;
  }
  const named = isRecord(inner) ? Object.entries(inner) : [];
  if (named.length > 1 && named.every(([, each]) => isRecord(each))) {
    view.tables.push(
      tableOf(
        inWords(name),
        named.map(([key, each]) => ({ [NAMED_BY]: key, ...(each as Rec) })),
      ),
    );
    return;
  }
  if (named.length > 0) {
    for (const [key, each] of named) {
      view.fields.push({
        id: `${name}.${key}`,
        name: `${inWords(name)}: ${inWords(key)}`,
        value: cellOf(key, each),
      });
    }
    return;
  }
  view.fields.push({ id: name, name: inWords(name), value: cellOf(name, inner) });
}

/** Heads the column with the names that a record gives its records. */
const NAMED_BY = 'of';

function tableOf(title: string, records: readonly Rec[]): ResultTable {
  const names = [...new Set(records.flatMap((each) => Object.keys(each)))];
  const rows = records.map((each, index) => ({
    id: String(index),
    cells: Object.fromEntries(names.map((name) => [name, cellOf(name, each[name])])),
  }));
  const columns = names
    // What no record says is no column.
    .filter((name) => rows.some(({ cells }) => !isNothing(cells[name])))
    .map((name) => ({
      id: name,
      head: inWords(name),
      numeric: rows.every(({ cells }) => isNothing(cells[name]) || isFigure(cells[name])),
    }));
  return { title, columns, rows };
}

const isNothing = (cell: Cell | undefined): boolean => cell === null || cell === undefined || cell === '';
const isFigure = (cell: Cell | undefined): boolean =>
  typeof cell === 'number' || (typeof cell === 'object' && cell !== null && 'usd' in cell);

/** What is said to be a moment and lies between 2001 and 2096 in epoch seconds. */
const MOMENT = /(^|_)(date|time|timestamp|at|start|end|expires?|last_seen)$/;
const isMoment = (name: string, value: number): boolean => MOMENT.test(name) && value > 1e9 && value < 4e9;

function cellOf(name: string, value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (isUsd(value)) return { usd: exact(value) };
  if (value instanceof Date) return { atMs: value.getTime() };
  if (typeof value === 'number') return isMoment(name, value) ? { atMs: value * 1000 } : value;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) {
    if (value.length === 0) return null;
    if (value.every((each) => typeof each === 'string' || typeof each === 'number')) return value.join(', ');
  }
  return { json: JSON.stringify(value) };
}

const isRecord = (value: unknown): value is Rec =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
const allRecords = (list: readonly unknown[]): list is Rec[] => list.every(isRecord);
