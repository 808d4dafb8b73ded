/** An instance's log: asked for through the gateway, fetched from where its host put it. */
import { stripVTControlCharacters } from 'node:util';
import { gateway } from '@/lib/gateway/connection';
import { personActor, type Scope } from '@/lib/policy/actor';
import { accountNow } from '@/lib/queries/account-clock';
import { db } from '@/lib/queries/db';
import { oneInstance } from '@/lib/queries/instances';
import { operations } from '@/lib/vast/operations';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { instanceUnknown, logNotSent } from './problems';

export interface LogRequest {
  accountId: string;
  contractId: number;
  /** What the container writes, or what the host's daemon says of it. */
  source: 'container' | 'daemon';
  /** Lines from the end. */
  tail: number;
}

export interface Log {
  lines: string[];
  /** When it was read, account's clock. */
  readMs: number;
  /** As many lines as were asked for: there are probably more. */
  cut: boolean;
}

export async function readLog(scope: Scope, request: LogRequest): Promise<Result<Log>> {
  const { accountId, contractId, source, tail } = request;
  const now = await accountNow(db(), scope, new Date());
  // Asked here first: a number of somebody else must not be tried at Vast.ai.
  if (!(await oneInstance(db(), scope, now, { accountId, contractId }))) return fail(instanceUnknown());
  const asked = await gateway().run(
    operations.requestLogs,
    accountId,
    { id: contractId, tail: String(tail), ...(source === 'daemon' ? { daemon_logs: 'true' as const } : {}) },
    personActor(scope),
  );
  if (asked.kind !== 'done') return fail(asked.problem);
  const text = await gateway().resultText(asked.value.result_url);
  if (text === null) return fail(logNotSent());
  const lines = linesOf(text);
  return ok({ lines: lines.slice(-tail), readMs: now.getTime(), cut: lines.length >= tail });
}

/** Colours and cursor moves are for terminals; a progress bar that overwrites its line keeps the last state. */
export function linesOf(text: string): string[] {
  const lines = stripVTControlCharacters(text).split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => line.replace(/\r$/, '').split('\r').at(-1) ?? '');
}
