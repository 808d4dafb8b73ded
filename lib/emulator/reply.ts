/** What a handler is asked and what it answers. Answers are data; only the server knows HTTP. */
import type { Fields, Json } from './json';
import type { Account, ApiKey } from './world/accounts';
import type { Seconds } from './world/clock';
import type { World } from './world/world';

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
  /** What the world outside has to say first; the answer is sent only when it says nothing. */
  readonly unless?: () => Promise<Reply | null>;
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

/** Nothing changed, told in words only: some refusals are (spec). */
export const says = (status: number, msg: string): Reply => ({ status, body: { msg }, accepted: false });
