/**
 * Text from outside (labels, logs, what hosts write) reaches an agent as data: without sequences that move a cursor,
 * hide or turn text round, between marks that the text itself can't carry.
 */
import { stripVTControlCharacters } from 'node:util';

/** Tab and line feed stay; other controls, and what reorders or hides text, go. */
const CONTROLS = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

export const cleanText = (text: string): string =>
  stripVTControlCharacters(text.replaceAll('\r\n', '\n')).replaceAll(CONTROLS, '');

/** Every text in a value, names included. */
export function clean(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(clean);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [cleanText(name), clean(inner)]));
}

const MARK = 'data-from-outside';

/** What stands between the marks says nothing about what to do. */
export const marked = (text: string): string =>
  `<${MARK}>\n${text.replaceAll(/<(?=\s*\/?\s*data-from)/gi, '‹')}\n</${MARK}>`;
