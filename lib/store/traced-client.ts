import pg from 'pg';
import { traced } from '@/lib/watch/traces';

const TEXT_MAX = 1_000;

/** A connection whose statements are spans: their text with `$1` for every value, and never the values. */
export class TracedClient extends pg.Client {}

const plainQuery = pg.Client.prototype.query;

TracedClient.prototype.query = function query(this: pg.Client, ...words: unknown[]) {
  const [statement] = words;
  const send = (given: unknown[]): unknown => Reflect.apply(plainQuery, this, given);
  const text = textOf(statement);
  // A stream (COPY, a cursor) isn't over when it was sent.
  if (text === undefined) return send(words);
  const options = {
    inner: true,
    attributes: { 'db.system.name': 'postgresql', 'db.query.text': text.slice(0, TEXT_MAX) },
  };
  const name = `query ${/^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? ''}`.trim();
  const tell = words.at(-1);
  if (typeof tell !== 'function') return traced(name, async () => send(words), options);
  const answer = traced(
    name,
    () =>
      new Promise((resolve, reject) => {
        send([
          ...words.slice(0, -1),
          (error: unknown, result: unknown) => (error ? reject(error) : resolve(result)),
        ]);
      }),
    options,
  );
  answer.then(
    (result) => tell(null, result),
    (error: unknown) => tell(error),
  );
  return undefined;
} as typeof pg.Client.prototype.query;

function textOf(statement: unknown): string | undefined {
  if (typeof statement === 'string') return statement;
  if (!statement || typeof statement !== 'object' || 'submit' in statement) return undefined;
  return 'text' in statement && typeof statement.text === 'string' ? statement.text : undefined;
}
