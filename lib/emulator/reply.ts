/** What a handler is asked and what it answers. Answers are data; only the server knows HTTP. */
import type { Account, ApiKey } from './world/accounts';
import type { Seconds } from './world/clock';
import type { World } from './world/world';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined };
export type Fields = { [key: string]: Json | undefined };

export interface Call {
  readonly account: Account;
  readonly key: ApiKey;
  readonly at: Seconds;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Fields;
  /** Where this emulator answers: result URLs begin with it. */
  readonly origin: string;
}

export interface Reply {
  readonly status: number;
  readonly body: Json;
  /** The world took it: it belongs in the journal. */
  readonly accepted: boolean;
  readonly contract?: number;
}

export type Handler = (world: World, call: Call) => Reply;

/** An answer to a question. */
export const answer = (body: Json): Reply => ({ status: 200, body, accepted: false });

/** The world did what was asked. */
export const done = (body: Fields = {}, contract?: number): Reply => ({
  status: 200,
  body: { success: true, ...body },
  accepted: true,
  contract,
});

/** Nothing changed; Vast.ai's own code and words. */
export const refuse = (status: number, error: string | undefined, msg: string, more: Fields = {}): Reply => ({
  status,
  body: { success: false, error, msg, ...more },
  accepted: false,
});

/** `null` in a body means "not given": the CLI sends every key. */
export const given = (body: Fields, key: string): Json | undefined => body[key] ?? undefined;

export const text = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);

export const isFields = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Numbers arrive as numbers or as text ("4"); anything else is no number. */
export function number(value: Json | undefined): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : null;
}
