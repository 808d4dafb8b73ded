import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { say } from './say.mjs';

const LOOK_EVERY_MS = 500;
const NAMES = ['web', 'worker', 'emulator'] as const;
const TROUBLE = ['warn', 'error', 'fatal'];

/** On a terminal: what the logs say of trouble from now on, a readable line each. The files keep the whole. */
export function showLogs(dataDir: string, all: boolean): void {
  const files = NAMES.map((name) => new Tail(join(dataDir, 'logs', `${name}.log`)));
  const look = () => {
    for (const line of files.flatMap((file) => file.news())) {
      const shown = readable(line, all);
      if (shown) say(shown);
    }
  };
  setInterval(look, LOOK_EVERY_MS).unref();
}

interface Entry {
  level?: string;
  time?: string;
  part?: string;
  msg?: string;
  requestId?: string;
  err?: { message?: string; cause?: { message?: string } };
  [fact: string]: unknown;
}

const SHOWN_FACTS = ['method', 'route', 'status', 'ms', 'duty', 'operation', 'problem'];

/** One line for a terminal; undefined for what only the file keeps. What isn't JSON is shown as it is when `all` is. */
export function readable(line: string, all: boolean): string | undefined {
  const entry = parsed(line);
  if (!entry) return all && line.trim() ? line : undefined;
  const { level = 'info', time = '', part = '', msg = '', requestId, err } = entry;
  if (!all && !TROUBLE.includes(level)) return undefined;
  const facts = SHOWN_FACTS.flatMap((name) => (entry[name] === undefined ? [] : [String(entry[name])]));
  const why = [err?.message, err?.cause?.message].filter(Boolean).join(': ');
  const told = [time.slice(11, 19), level.padEnd(5), part.padEnd(7), msg, ...facts, why];
  return [...told, requestId ? `(${requestId})` : ''].filter(Boolean).join(' ');
}

function parsed(line: string): Entry | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Entry;
  } catch {
    return undefined;
  }
}

/** A file that others write to, from where it ends now. */
class Tail {
  private offset: number;
  private rest = '';

  constructor(private readonly file: string) {
    this.offset = this.size();
  }

  /** The whole lines since the last look; a file that was cut short is read from its beginning. */
  news(): string[] {
    const size = this.size();
    if (size < this.offset) this.offset = 0;
    if (size === this.offset) return [];
    const bytes = Buffer.alloc(size - this.offset);
    const fd = openSync(this.file, 'r');
    readSync(fd, bytes, 0, bytes.length, this.offset);
    closeSync(fd);
    this.offset = size;
    const lines = (this.rest + bytes.toString('utf8')).split('\n');
    this.rest = lines.pop() ?? '';
    return lines;
  }

  private size(): number {
    return statSync(this.file, { throwIfNoEntry: false })?.size ?? 0;
  }
}
