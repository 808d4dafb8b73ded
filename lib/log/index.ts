/**
 * The one log: a line of JSON per event on standard output, which whoever started the process keeps. What it is done
 * for (request, workspace, account) is added to each line; secrets are taken out of each.
 */
import pino, { type Logger } from 'pino';
import { config } from '@/lib/config';
import { currentContext } from './context';
import { redacted, scrubbed } from './redact';

export type { Logger } from 'pino';

/** `write` takes whole lines; without it they go to standard output. */
export function createLogger(options: { level: string; write?: (line: string) => void }): Logger {
  const { level, write } = options;
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (name) => ({ level: name }),
        log: (fields) => redacted(fields) as Record<string, unknown>,
      },
      serializers: { err: (error: unknown) => error },
      hooks: {
        logMethod(words, write) {
          write.apply(
            this,
            words.map((word) => (typeof word === 'string' ? scrubbed(word) : word)) as typeof words,
          );
        },
      },
      mixin: forWhat,
    },
    write ? { write } : pino.destination(1),
  );
}

type Facts = () => Record<string, unknown>;

const shared = globalThis as typeof globalThis & { gantryLog?: Logger; gantryLogFacts?: Facts };

function forWhat(): Record<string, unknown> {
  const { requestId, workspaceId, accountId } = currentContext() ?? {};
  return { requestId, workspaceId, accountId, ...shared.gantryLogFacts?.() };
}

/** From now on every line says these, too: the trace that it belongs to. */
export function alsoSay(facts: Facts | undefined): void {
  shared.gantryLogFacts = facts;
}

/** This process's log, as a part of Gantry writes to it: "auth", "gateway", "live". */
export function log(part: string): Logger {
  shared.gantryLog ??= createLogger({ level: config().logLevel });
  return shared.gantryLog.child({ part });
}
