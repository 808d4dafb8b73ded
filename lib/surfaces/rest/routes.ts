/**
 * Where each operation stands: once under its resource, once under Vast.ai's own path. Both follow from the
 * description, so that a new operation has its place without anybody giving it one.
 */
import type { Operation } from '@/lib/vast/operation';
import { operationByName } from '@/lib/vast/operations';

export type Place = 'resource' | 'proxy';

export interface Route {
  op: Operation;
  method: Operation['http']['method'];
  /** Below `/api/vast/`: `instances/{id}/bid_price`. */
  path: string;
  place: Place;
}

const bare = (path: string) => path.replace(/^\/+|\/+$/g, '');
const isBlank = (segment: string | undefined) => segment?.startsWith('{') === true;

/** Vast.ai's version numbers are its own affair; within one resource they never tell two operations apart. */
const unversioned = (op: Operation) => bare(op.http.path).replace(/^api\/v\d+\//, '');

const all = [...operationByName.values()];
const ownPaths = new Set(all.map(unversioned));

/**
 * A resource is named before its number, and what is done with it after: `instances/bid_price/{id}` is
 * `instances/{id}/bid_price`. A word that is a path of its own (`team/members`) is a resource, not something done.
 */
function resourcePath(op: Operation): string {
  const segments = unversioned(op).split('/');
  const last = segments.length - 1;
  const [number, word] = [segments[last], segments[last - 1]];
  const done = last >= 2 && isBlank(number) && !isBlank(word) && !isBlank(segments[last - 2]);
  if (!done || ownPaths.has(segments.slice(0, last).join('/'))) return segments.join('/');
  return [...segments.slice(0, last - 1), number, word].join('/');
}

export const routeOf = (op: Operation, place: Place): Route => ({
  op,
  place,
  method: op.http.method,
  path: place === 'proxy' ? `proxy/${bare(op.http.path)}` : resourcePath(op),
});

export const routes: readonly Route[] = (['resource', 'proxy'] as const).flatMap((place) =>
  all.map((op) => routeOf(op, place)),
);

export interface Found {
  route: Route;
  /** What stood where the path has a blank. */
  params: Record<string, string>;
}

/** Every route whose path this is; a word goes before a blank, so `users/current` is nobody's number. */
function onPath(segments: readonly string[]): Found[] {
  const found = routes.flatMap((route) => {
    const params = paramsOf(route.path.split('/'), segments);
    return params ? [{ route, params }] : [];
  });
  const fewest = Math.min(...found.map(({ params }) => Object.keys(params).length));
  return found.filter(({ params }) => Object.keys(params).length === fewest);
}

function paramsOf(pattern: readonly string[], segments: readonly string[]): Record<string, string> | null {
  if (pattern.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const given = segments[index] ?? '';
    if (isBlank(part)) params[part.slice(1, -1)] = given;
    else if (part !== given) return null;
  }
  return params;
}

/** The route, or the methods that the path has instead; none when there is no such path. */
export function findRoute(method: string, segments: readonly string[]): Found | { methods: string[] } {
  const found = onPath(segments);
  const exact = found.find(({ route }) => route.method === method);
  return exact ?? { methods: [...new Set(found.map(({ route }) => route.method))] };
}
