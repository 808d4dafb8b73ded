/** A call as HTTP: what stands in the path, the query and the body. */
import { calls } from './operations.ts';
import type { Input, Name } from './types.ts';

export interface Address {
  account?: string;
  team?: string;
  limit?: number;
  cursor?: string;
}

export interface Call {
  method: string;
  path: string;
  body: string | undefined;
}

export function callOf<N extends Name>(name: N, input: Input<N>, address: Address): Call {
  const { method, path: pattern, limit: limitIn, ...rest } = calls[name];
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  const unless: object = 'unless' in rest && rest.unless ? rest.unless : {};
  const left = new Map<string, unknown>([...Object.entries(unless), ...given]);
  const path = pattern.replace(/\{(\w+)\}/g, (_, field: string) => {
    const value = left.get(field);
    left.delete(field);
    return encodeURIComponent(String(value));
  });
  const query = new URLSearchParams();
  const { limit, ...words } = address;
  for (const [field, value] of Object.entries(words)) if (value !== undefined) query.set(field, value);
  if (limit !== undefined) {
    if (limitIn === 'input') left.set('limit', limit);
    else query.set('limit', String(limit));
  }
  if (method === 'GET') for (const [field, value] of left) query.set(field, asText(value));
  const body = method === 'GET' || left.size === 0 ? undefined : JSON.stringify(Object.fromEntries(left));
  return { method, path: `/api/vast/${path}${query.size > 0 ? `?${query}` : ''}`, body };
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
