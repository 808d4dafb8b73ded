/** Where a reply's JSON isn't what the document says it is: a sentence for each place. */
import type { Shape } from '@/scripts/facts/shape';

/** `values` is everything seen at one place: of a list, the rows of the whole list. */
export function replyDifferences(shape: Shape, values: readonly unknown[], at = 'reply'): string[] {
  if (typeof shape === 'string') return typeDifferences(shape, values, at);
  if (isList(shape)) return listDifferences(shape[0] ?? 'any', values, at);
  if ('oneOf' in shape) return choiceDifferences(shape.oneOf as readonly Shape[], values, at);
  return keyDifferences(shape, values, at);
}

const isList = (shape: Exclude<Shape, string>): shape is readonly Shape[] => Array.isArray(shape);

const typeOf = (value: unknown): string =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'array'
      : Number.isInteger(value)
        ? 'integer'
        : typeof value;

const fits = (type: string, value: unknown): boolean =>
  type === 'any' || type === typeOf(value) || (type === 'number' && typeof value === 'number');

const unique = (all: readonly string[]): string[] => [...new Set(all)];

function typeDifferences(shape: string, values: readonly unknown[], at: string): string[] {
  const types = shape.split('|');
  return unique(
    values
      .filter((value) => !types.some((type) => fits(type, value)))
      .map((value) => `${at} is ${typeOf(value)}, documented ${shape}`),
  );
}

/** An empty list proves nothing about its rows. */
function listDifferences(item: Shape, values: readonly unknown[], at: string): string[] {
  const lists = values.filter((value) => Array.isArray(value));
  const others = typeDifferences(
    'array',
    values.filter((value) => !Array.isArray(value)),
    at,
  );
  const rows = lists.flat();
  if (lists.length > 0 && rows.length === 0) return [...others, `${at} is an empty list`];
  return [...others, ...replyDifferences(item, rows, `${at}[]`)];
}

function choiceDifferences(choices: readonly Shape[], values: readonly unknown[], at: string): string[] {
  return unique(
    values.flatMap((value) => {
      const [best = []] = choices
        .map((choice) => replyDifferences(choice, [value], at))
        .sort((a, b) => a.length - b.length);
      return best;
    }),
  );
}

function keyDifferences(
  shape: Readonly<Record<string, Shape>>,
  values: readonly unknown[],
  at: string,
): string[] {
  const objects = values.filter((value): value is Record<string, unknown> => typeOf(value) === 'object');
  const others = typeDifferences(
    'object',
    values.filter((value) => typeOf(value) !== 'object'),
    at,
  );
  const inside = Object.entries(shape).flatMap(([key, inner]) => {
    if (key === '*') return replyDifferences(inner, objects.flatMap(Object.values), `${at}.*`);
    const there = objects.filter((one) => key in one);
    const missing = there.length < objects.length ? [`${at}.${key} is missing`] : [];
    return [
      ...missing,
      ...replyDifferences(
        inner,
        there.map((one) => one[key]),
        `${at}.${key}`,
      ),
    ];
  });
  return [...others, ...inside];
}
