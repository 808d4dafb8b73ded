/** What is looked for in the audit, as the screen's, the list's and the export's address say it alike. */
import { isDay } from '@/lib/ledger/days';
import { VIAS, type Via } from '@/lib/policy/actor';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { malformedInput } from '@/lib/vast/problems';
import { type ActKind, isActKind } from './audit-kinds';

export const RESULTS = ['done', 'refused', 'unknown', 'seen'] as const;
export type ActResult = (typeof RESULTS)[number];

/** Whoever is no member: Gantry by a rule, Vast.ai by itself, somebody who only claims to be a member. */
export const NOT_PEOPLE = ['rule', 'service', 'vast', 'visitor'] as const;

/** Empty and null is no bound. */
export interface AuditFilter {
  /** All of them, anywhere in what the row says. */
  words: string[];
  /** Ids of people, and NOT_PEOPLE. */
  who: string[];
  kinds: ActKind[];
  /** Actions by their own names. */
  actions: string[];
  results: ActResult[];
  /** The doors they came through. */
  vias: Via[];
  accountIds: string[];
  /** An instance's number, or a part of its label of today. */
  instance: string | null;
  /** Days of the workspace's zone, both included. */
  from: string | null;
  to: string | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TEXT_MAX = 200;
const WORDS_MAX = 8;

export function parseAuditFilter(params: URLSearchParams): Result<AuditFilter> {
  const wrong = (field: string, why: string) => fail<AuditFilter>(malformedInput({ field, why }));
  const list = (name: string) =>
    params.getAll(name).flatMap((each) => each.split(',').filter((part) => part !== ''));
  const text = (name: string) => (params.get(name) ?? '').trim();

  const [words, instance, from, to] = [text('q'), text('instance'), text('from'), text('to')];
  const [who, kinds, results, accountIds] = [list('who'), list('kind'), list('result'), list('account')];
  const vias = list('via');
  if (words.length > TEXT_MAX) return wrong('q', `give at most ${TEXT_MAX} letters`);
  if (instance.length > TEXT_MAX) return wrong('instance', `give at most ${TEXT_MAX} letters`);
  if (!who.every((each) => UUID.test(each) || (NOT_PEOPLE as readonly string[]).includes(each)))
    return wrong('who', `give ids of people, ${NOT_PEOPLE.join(', ')}`);
  if (!kinds.every(isActKind)) return wrong('kind', 'there is no such kind of act');
  if (!results.every(isResult)) return wrong('result', `give some of ${RESULTS.join(', ')}`);
  if (!vias.every(isVia)) return wrong('via', `give some of ${VIAS.join(', ')}`);
  if (!accountIds.every((id) => UUID.test(id))) return wrong('account', 'give the ids of linked accounts');
  if (from && !isDay(from)) return wrong('from', 'give the first day as YYYY-MM-DD');
  if (to && !isDay(to)) return wrong('to', 'give the last day as YYYY-MM-DD');
  if (from && to && to < from) return wrong('to', 'must not be before from');
  return ok({
    words: words.split(/\s+/).filter(Boolean).slice(0, WORDS_MAX),
    who,
    kinds: kinds as ActKind[],
    actions: [],
    results: results as ActResult[],
    vias: vias as Via[],
    accountIds,
    instance: instance || null,
    from: from || null,
    to: to || null,
  });
}

const isVia = (name: string): name is Via => (VIAS as readonly string[]).includes(name);
const isResult = (name: string): name is ActResult => (RESULTS as readonly string[]).includes(name);

/** The row that the next page begins after; none for the first page. */
export function parseBefore(params: URLSearchParams): Result<number | undefined> {
  const given = params.get('before');
  if (given === null) return ok(undefined);
  const before = Number(given);
  if (Number.isSafeInteger(before) && before > 0) return ok(before);
  return fail(malformedInput({ field: 'before', why: 'give the id of a row' }));
}
