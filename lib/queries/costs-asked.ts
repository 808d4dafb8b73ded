import { isDay } from '@/lib/ledger/days';
import { isDimension } from '@/lib/ledger/rollup';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { malformedInput } from '@/lib/vast/problems';
import type { SourceQuery } from './costs-sources';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** A drawer shows a screenful and asks for the next when somebody scrolls there. */
export const DRILL_PAGE = 100;

/** What a drill-down asks for, as its address says it. */
export function parseDrill(params: URLSearchParams): Result<SourceQuery> {
  const wrong = (field: string, why: string) => fail<SourceQuery>(malformedInput({ field, why }));
  const from = params.get('from') ?? '';
  const to = params.get('to') ?? '';
  const group = params.get('group') ?? '';
  const key = params.get('key');
  const offset = Number(params.get('offset') ?? 0);
  const accountIds = params.getAll('account');
  if (!isDay(from) || !isDay(to) || to <= from) return wrong('from, to', 'give UTC days as YYYY-MM-DD');
  if (!isDimension(group)) return wrong('group', 'is no dimension of costs');
  if (key === null) return wrong('key', 'say which group');
  if (!Number.isInteger(offset) || offset < 0) return wrong('offset', 'must be a whole number');
  if (!accountIds.every((id) => UUID.test(id))) return wrong('account', 'give the ids of linked accounts');
  const only = accountIds.length > 0 ? { accountIds } : {};
  return ok({ from, to, group, key, limit: DRILL_PAGE, offset, ...only });
}

/** The contract whose lines are asked for. */
export function parseSource(params: URLSearchParams): { accountId: string; source: string } | undefined {
  const accountId = params.get('source_account') ?? '';
  const source = params.get('source') ?? '';
  return UUID.test(accountId) && source !== '' ? { accountId, source } : undefined;
}
