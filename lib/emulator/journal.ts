/**
 * What the world took, in order. With a file, an entry is on the disk before its answer is sent, and the next start
 * plays the file again: the same seed, epoch and entries make the same world.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Fields } from './json';
import type { Seconds } from './world/clock';

export interface Entry {
  readonly seq: number;
  readonly at: Seconds;
  readonly method: string;
  readonly path: string;
  readonly operation: string;
  /** Name of the account; null for a control. */
  readonly identity: string | null;
  /** Id of the key that asked; null for a control. */
  readonly key: number | null;
  readonly contract: number | null;
  readonly params: Readonly<Record<string, string>>;
  /** Where a write says in the query what it is about (deleting a volume, inviting a member). */
  readonly query?: Readonly<Record<string, string>>;
  readonly body: Fields;
}

/** What made the world; a state folder remembers it. */
export interface Origin {
  /** Of this emulator's world-making: another edition would make another past from the same entries. */
  readonly edition: number;
  readonly world: string;
  readonly seed: number;
  readonly epoch: Seconds;
  readonly history: number;
}

/** The world's moment at a real one: how a restart finds the time. */
export interface Anchor {
  readonly world: Seconds;
  readonly realMs: number;
  readonly speed: number;
}

type Line = { origin: Origin } | { anchor: Anchor } | { entry: Entry };

export class Journal {
  readonly entries: Entry[] = [];
  #file: number | null = null;

  append(entry: Omit<Entry, 'seq'>): Entry {
    const whole = { seq: this.entries.length + 1, ...entry };
    this.#write({ entry: whole });
    this.entries.push(whole);
    return whole;
  }

  anchor(anchor: Anchor): void {
    this.#write({ anchor });
  }

  /** From here on everything is written to `path`; `origin` begins a file that holds nothing yet. */
  open(path: string, origin: Origin | null): void {
    mkdirSync(dirname(path), { recursive: true });
    this.#file = openSync(path, 'a');
    if (origin) this.#write({ origin });
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  #write(line: Line): void {
    if (this.#file === null) return;
    writeSync(this.#file, `${JSON.stringify(line)}\n`);
    fsyncSync(this.#file);
  }
}

export interface Past {
  readonly origin: Origin;
  readonly entries: Entry[];
  readonly anchor: Anchor | null;
  /** Seconds advanced by hand since the anchor are part of the world's time. */
  readonly advanced: Seconds;
}

/** Reads a journal; a last line that was cut by a crash is taken off, a broken one before it is an error. */
export function readPast(path: string): Past | null {
  if (!existsSync(path)) return null;
  const bytes = readFileSync(path);
  const whole = bytes.lastIndexOf(0x0a) + 1;
  if (whole < bytes.length) truncateSync(path, whole);
  const lines = bytes.subarray(0, whole).toString('utf8').split('\n').filter(Boolean);
  let past: { origin: Origin; entries: Entry[]; anchor: Anchor | null; advanced: Seconds } | null = null;
  for (const [index, text] of lines.entries()) {
    const line = parse(text, path, index + 1);
    if ('origin' in line) past = { origin: line.origin, entries: [], anchor: null, advanced: 0 };
    else if (past === null) throw new Error(`${path}: line 1 does not say which world this is`);
    else if ('anchor' in line) Object.assign(past, { anchor: line.anchor, advanced: 0 });
    else {
      past.entries.push(line.entry);
      if (line.entry.operation === 'emulator.advance') past.advanced += Number(line.entry.body.seconds);
    }
  }
  return past;
}

function parse(text: string, path: string, line: number): Line {
  try {
    return JSON.parse(text) as Line;
  } catch (cause) {
    throw new Error(`${path}: line ${line} is not JSON; the journal is damaged before its end`, { cause });
  }
}
