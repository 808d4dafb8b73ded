/**
 * What programs read is written down, too, but not one by one: a second's worth in one statement. A process that ends
 * writes what it holds; one that is killed loses a second of it, and nothing of what was done.
 */
import { log } from '@/lib/log';
import { apart } from '@/lib/log/context';
import type { Actor } from '@/lib/policy/actor';
import { type AuditEntry, recordAll } from '@/lib/store/audit';
import type { Db } from '@/lib/store/db';
import { asking } from './asking';

const EVERY_MS = 1_000;
/** PostgreSQL takes 65,535 parameters in a statement; a row has eleven. */
const ROWS_MAX = 1_000;

export interface ReadAudit {
  note(actor: Actor, entry: AuditEntry): void;
  /** Writes what is held. */
  flush(): Promise<void>;
  /** When what is held by now was written, or could not be. */
  written(): Promise<void>;
}

export function createReadAudit(db: Db, everyMs = EVERY_MS): ReadAudit {
  let held: { actor: Actor; entry: AuditEntry }[] = [];
  let timer: NodeJS.Timeout | undefined;
  let waiting: (() => void)[] = [];
  let writing = Promise.resolve();

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const told = waiting;
    waiting = [];
    writing = writeHeld();
    await writing;
    for (const tell of told) tell();
  }

  async function writeHeld(): Promise<void> {
    while (held.length > 0) {
      const rows = held.slice(0, ROWS_MAX);
      held = held.slice(ROWS_MAX);
      try {
        await recordAll(db, rows);
      } catch (error) {
        // Kept for the next turn: the database may be back then.
        held = [...rows, ...held];
        log('gateway').error({ err: error, reads: held.length }, 'reads could not be written down');
        timer = apart(() => setTimeout(flush, everyMs).unref());
        return;
      }
    }
  }

  return {
    note(actor, entry) {
      // With the request that asked: by the time it is written, that one is over.
      held.push({ actor: asking(actor), entry });
      timer ??= apart(() => setTimeout(flush, everyMs).unref());
    },
    flush,
    written: () => (held.length === 0 ? writing : new Promise((resolve) => void waiting.push(resolve))),
  };
}
