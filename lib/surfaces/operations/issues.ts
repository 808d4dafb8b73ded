/** What is wrong with an input, field by field, in words for whoever filled it in. */
import type { z } from 'zod';

export interface Issue {
  /** `volume_info.size`; empty for what concerns several fields. */
  path: string;
  says: string;
}

export const issuesOf = (error: z.ZodError): Issue[] =>
  error.issues.map((issue) => ({ path: pathOf(issue), says: sentence(issue) }));

/** What isn't known there is said of the field that isn't known. */
const pathOf = ({ path }: z.core.$ZodIssue): string => path.map(String).join('.');

const KIND: Record<string, string> = {
  ...{ string: 'text', number: 'a number', int: 'a whole number', boolean: 'yes or no' },
  ...{ array: 'a list', object: 'fields', record: 'names with values', tuple: 'a pair' },
};

function sentence(issue: z.core.$ZodIssue): string {
  // The description's own words go before ours.
  if (!/^(Invalid|Too|Unrecognized|Expected)/.test(issue.message)) return capital(issue.message);
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && /received undefined$/.test(issue.message)
        ? 'This is needed.'
        : `Give ${KIND[issue.expected] ?? issue.expected}.`;
    case 'too_small':
      return amount(issue.origin, 'at least', issue.minimum, issue.inclusive === false);
    case 'too_big':
      return amount(issue.origin, 'at most', issue.maximum, issue.inclusive === false);
    case 'invalid_value':
      return `Give ${new Intl.ListFormat('en', { type: 'disjunction' }).format(issue.values.map(String))}.`;
    case 'invalid_format':
      return issue.format === 'email'
        ? 'Give an e-mail address.'
        : issue.format === 'url'
          ? 'Give an address such as https://example.com.'
          : 'This is not written as it must be; see the example.';
    case 'unrecognized_keys':
      return `Vast.ai knows no ${issue.keys.join(', ')} here.`;
    default:
      return 'This is not what Vast.ai takes here; see the example.';
  }
}

function amount(origin: string, bound: string, limit: number | bigint, beyond: boolean): string {
  if (origin === 'string')
    return limit === 1 && bound === 'at least' ? 'This is needed.' : `Write ${bound} ${limit} characters.`;
  if (origin === 'array') return `Give ${bound} ${limit}.`;
  if (beyond) return `Give ${bound === 'at least' ? 'more' : 'less'} than ${limit}.`;
  return `Give ${bound} ${limit}.`;
}

const capital = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
