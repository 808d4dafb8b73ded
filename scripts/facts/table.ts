/** The table of facts, one entry an operation, and its text. */
import { CLIENT_CALLS } from './client-only';
import { type Facts, readDocument } from './document';
import { NAMES } from './names';

export type Table = Readonly<Record<string, Facts>>;

/** Vast.ai answers with and without the slash at the end, and how a part of the path is called is nobody's business. */
export const sameCall = (call: string): string => call.replace(/\/$/, '').replaceAll(/\{\w+\}/g, '{}');

/** Throws when the document has an operation without a name here, or has lost one: then the list of names is out of date. */
export function tableOf(document: string): Table {
  const read = byCall(readDocument(document));
  const client = byCall(CLIENT_CALLS);
  const table: Record<string, Facts> = {};
  for (const [name, call] of Object.entries(NAMES)) {
    const facts = read.get(sameCall(call)) ?? client.get(sameCall(call));
    if (!facts) throw new Error(`neither the document nor the official client has ${call} (${name})`);
    table[name] = facts;
  }
  const named = new Set<string>(Object.values(NAMES).map(sameCall));
  const nameless = [...read.keys()].filter((call) => !named.has(call));
  if (nameless.length > 0) throw new Error(`no name is given to ${nameless.join(', ')}`);
  return table;
}

const byCall = (all: readonly Facts[]): Map<string, Facts> =>
  new Map(all.map((facts) => [sameCall(`${facts.method} ${facts.path}`), facts]));

/** A line for each parameter and each first key of the reply, so that a change reads as one. */
export function textOf(table: Table): string {
  const entries = Object.entries(table).map(([name, { parameters, reply, ...rest }]) => {
    const head = Object.entries(rest).map(([key, value]) => `    ${quoted(key)}: ${quoted(value)},\n`);
    return `  ${quoted(name)}: {\n${head.join('')}    "parameters": ${lines('[', parameters.map(quoted), ']')},\n    "reply": ${replyText(reply)}\n  }`;
  });
  return `{\n${entries.join(',\n')}\n}\n`;
}

const quoted = (value: unknown): string => JSON.stringify(value);
const lines = (open: string, inner: readonly string[], close: string): string =>
  inner.length === 0 ? open + close : `${open}\n      ${inner.join(',\n      ')}\n    ${close}`;

const replyText = (reply: Facts['reply']): string =>
  typeof reply === 'object' && !Array.isArray(reply)
    ? lines(
        '{',
        Object.entries(reply).map(([key, shape]) => `${quoted(key)}: ${quoted(shape)}`),
        '}',
      )
    : quoted(reply);
