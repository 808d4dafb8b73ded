import type { calls, Operations } from './operations.ts';

export type Name = keyof Operations;
export type Input<N extends Name> = Operations[N]['input'];
export type Output<N extends Name> = Operations[N]['output'];

/** Those whose lists come in pages. */
export type Paged = { [N in Name]: (typeof calls)[N]['pages'] extends true ? N : never }[Name];

export interface Reply<T> {
  result: T;
  /** Where the next page begins; null on the last one. */
  next_cursor: string | null;
  request_id: string;
  /** Fields that the first answer under this key showed, and no other does. */
  already_shown?: string[];
}
