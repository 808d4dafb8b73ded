import { stringify } from 'csv-stringify/sync';
import { addDays, isDay } from '@/lib/ledger/days';
import { DIMENSIONS, isDimension } from '@/lib/ledger/rollup';
import { exact, usd } from '@/lib/money';
import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { malformedInput } from '@/lib/vast/problems';
import { type CostQuery, costsByDay } from './costs-days';
import { guarded } from './csv';

export interface CsvRequest extends CostQuery {
  /** For a person's spreadsheet: names instead of keys, and no cell that it would run as a formula. */
  spreadsheet: boolean;
}

/** Three years and a day: more is a mistake in the address, and a day is a column of the chart. */
const DAYS_MAX = 1_096;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function parseCsvRequest(params: URLSearchParams): Result<CsvRequest> {
  const wrong = (field: string, why: string) => fail<CsvRequest>(malformedInput({ field, why }));
  const from = params.get('from') ?? '';
  const to = params.get('to') ?? '';
  const group = params.get('group') ?? '';
  if (!isDay(from)) return wrong('from', 'give the first UTC day as YYYY-MM-DD');
  if (!isDay(to)) return wrong('to', 'give the UTC day after the last as YYYY-MM-DD');
  if (to <= from) return wrong('to', 'must be later than from; it is the day after the last');
  if (addDays(from, DAYS_MAX) < to) return wrong('to', `ask for at most ${DAYS_MAX} days at once`);
  if (!isDimension(group)) return wrong('group', `give one of ${DIMENSIONS.join(', ')}`);
  const accountIds = params.getAll('account');
  if (!accountIds.every((id) => UUID.test(id))) return wrong('account', 'give the ids of linked accounts');
  return ok({
    from,
    to,
    group,
    spreadsheet: params.get('spreadsheet') === '1',
    ...(accountIds.length > 0 ? { accountIds } : {}),
  });
}

/** By its first and its last day, as the page says them: only the address is half-open. */
export const csvName = ({ group, from, to }: CsvRequest): string =>
  `costs-by-${group}-${from}-${addDays(to, -1)}.csv`;

/**
 * The figures of `costsByDay` as RFC 4180, every digit. A machine's file has an empty field where nothing was
 * allocated and Vast.ai's words for items; a spreadsheet's has the names on the screen.
 */
export async function costsCsv(db: Tx, scope: Scope, request: CsvRequest): Promise<string> {
  const costs = await costsByDay(db, scope, request);
  const named = request.group === 'team' || request.group === 'account';
  const nameOf = ({ key, name }: { key: string; name: string }) => {
    if (request.spreadsheet) return guarded(name);
    return key === '' || !named ? key : name;
  };
  const rows = costs.days.flatMap((day, at) =>
    costs.series.flatMap((series) => {
      const amount = usd(series.byDay[at] ?? '0');
      return amount.isZero() ? [] : [[day, nameOf(series), exact(amount)]];
    }),
  );
  return stringify([['day', request.group, 'cost_usd'], ...rows], { record_delimiter: 'windows' });
}
