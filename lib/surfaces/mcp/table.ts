/** A result as few words: rows under one line of names, one object as names with values. */
import { charactersIn } from './size';

/** Tokens: a list, and anything else. */
const LIST = 1_500;
const ONE = 800;
const COLUMNS = 12;
/** What rows are told apart by, wherever it stands in them. */
const FIRST = [
  'id',
  'contract_id',
  'offer_id',
  'name',
  'label',
  'status',
  'actual_status',
  'gpu_name',
  'num_gpus',
];

export function compact(result: unknown): string {
  if (result === null || result === undefined) return 'nothing';
  if (typeof result !== 'object') return String(result);
  if (Array.isArray(result)) return rowsText(result);
  const entries = Object.entries(result);
  const lists = entries.filter((entry): entry is [string, unknown[]] => isRows(entry[1]));
  const rest = entries
    .filter(([, value]) => !isRows(value))
    .map(([name, value]) => `${name}: ${cell(value)}`);
  const tables = lists.map(([name, rows]) => `${name} (${rows.length}):\n${rowsText(rows)}`);
  // The tables have their own bound, and say how much of them is left out.
  return [cut(rest.join('\n'), ONE), ...tables].filter(Boolean).join('\n');
}

const isRows = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((each) => each !== null && typeof each === 'object');

function rowsText(rows: readonly unknown[]): string {
  if (!isRows(rows)) return cut(rows.map(cell).join(', ') || 'none', LIST);
  const columns = columnsOf(rows as readonly Record<string, unknown>[]);
  const lines = (rows as readonly Record<string, unknown>[]).map((row) =>
    columns.map((name) => cell(row[name])).join('\t'),
  );
  const most = charactersIn(LIST);
  let size = 0;
  const over = lines.findIndex((line) => {
    size += line.length + 1;
    return size > most;
  });
  const shown = over === -1 ? lines : lines.slice(0, Math.max(1, over));
  const left = lines.length - shown.length;
  return [columns.join('\t'), ...shown, ...(left > 0 ? [`… ${left} more in structuredContent`] : [])].join(
    '\n',
  );
}

/** Plain values that some row has, those that name it first. */
function columnsOf(rows: readonly Record<string, unknown>[]): string[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) =>
    rows.some((row) => row[name] !== null && row[name] !== '' && typeof row[name] !== 'object'),
  );
  const known = FIRST.filter((name) => names.includes(name));
  return [...known, ...names.filter((name) => !known.includes(name))].slice(0, COLUMNS);
}

const cell = (value: unknown): string => {
  if (value === null || value === undefined) return '-';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.replaceAll(/[\t\n]+/g, ' ');
};

function cut(text: string, tokens: number): string {
  const most = charactersIn(tokens);
  return text.length <= most ? text : `${text.slice(0, most)}\n… more in structuredContent`;
}
