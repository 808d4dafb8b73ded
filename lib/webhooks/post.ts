/** One post to an address that somebody typed: only to where Gantry may reach, for so long, and hardly any of the answer. */
import { lookup as dnsLookup } from 'node:dns';
import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Reach } from '@/lib/policy/reach';
import { addressRefusal } from '@/lib/policy/webhooks';

export interface Posting {
  url: string;
  headers: Record<string, string>;
  body: string;
}

export interface Answered {
  /** Null when no answer came; then `error` says why. */
  status: number | null;
  error: string | null;
  /** Its beginning, without control characters. */
  answer: string | null;
}

const TIMEOUT_MS = 10_000;
const ANSWER_MAX = 500;

export async function post({ url, headers, body }: Posting, reach: Reach): Promise<Answered> {
  const refused = addressRefusal(url, reach);
  if (refused) return failed(refused.say);
  const to = new URL(url);
  const isPlain = to.protocol === 'http:';
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const sent = (isPlain ? plainRequest : tlsRequest)(to, {
      method: 'POST',
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      // A connection of its own: one that was kept could lead to where the name no longer points.
      agent: false,
      lookup: lookupWithin(reach, isPlain),
      signal,
    });
    const end = (answered: Answered) => {
      sent.destroy();
      resolve(answered);
    };
    sent.on('error', (error) => end(failed(signal.aborted ? 'no answer within 10 seconds' : inWords(error))));
    sent.on('response', (response) => {
      let answer = '';
      const done = () => end({ status: response.statusCode ?? null, error: null, answer: printable(answer) });
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        answer += part;
        if (answer.length >= ANSWER_MAX) done();
      });
      response.on('end', done);
      response.on('error', done);
    });
    sent.end(body);
  });
}

const failed = (error: string): Answered => ({ status: null, error, answer: null });

/** What is connected to is what was checked: the name isn't looked up a second time. */
const lookupWithin =
  (reach: Reach, isPlain: boolean): LookupFunction =>
  (hostname, options, callback) =>
    dnsLookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const allowed = found.filter(({ address }) => (isPlain ? reach.named(address) : reach.allows(address)));
      const [first] = allowed;
      if (!first) return callback(new Error('its name stands for an address in a private network'), []);
      return options.all ? callback(null, allowed) : callback(null, first.address, first.family);
    });

const WORDS: Record<string, string> = {
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the connection was broken off',
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name can’t be looked up now',
  ETIMEDOUT: 'nobody answers there',
};

function inWords(error: Error & { code?: string; errors?: readonly Error[] }): string {
  // Of several addresses tried, the first failure says it.
  const first: Error & { code?: string } = error.errors?.[0] ?? error;
  return WORDS[first.code ?? ''] ?? printable(first.message) ?? 'it failed';
}

/** Outside text is shown to people: one line, nothing that moves a cursor. */
function printable(text: string): string | null {
  const plain = text
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, ANSWER_MAX);
  return plain === '' ? null : plain;
}
