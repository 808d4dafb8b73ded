import { parseAsArrayOf, parseAsString } from 'nuqs/server';

const list = parseAsArrayOf(parseAsString).withDefault([]);
const text = parseAsString.withDefault('');

/** What the address holds. What it may hold is the query's to say: the list and the file read the same address. */
export const auditUrl = {
  q: text,
  who: list,
  kind: list,
  result: list,
  via: list,
  account: list,
  instance: text,
  /** Days of the workspace's zone, both included. */
  from: text,
  to: text,
};

export const AUDIT_FIELDS = Object.keys(auditUrl) as (keyof typeof auditUrl)[];

/** The part of an address that is the audit's, always in the same order. */
export function auditParams(given: Record<string, string | string[] | undefined>): URLSearchParams {
  const params = new URLSearchParams();
  for (const field of AUDIT_FIELDS) {
    const values = [given[field] ?? []].flat().filter((value) => value !== '');
    for (const value of values) params.append(field, value);
  }
  return params;
}
