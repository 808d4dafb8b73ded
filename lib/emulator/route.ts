/** One operation that this emulator answers, as Vast.ai's documents describe it, and what answers it. */
import type { Handler, Reply } from './reply';

export interface Route {
  /** That of the documented operation; the CLI's undocumented ones are named in the same manner. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** As hono reads it; without the trailing slash, which Vast.ai accepts either way. */
  readonly path: string;
  /** The scope that a key needs; null where Vast.ai's own map lists none. */
  readonly scope: string | null;
  /** The documented minimum between two calls of one identity; 1 where none is documented. */
  readonly intervalS: number;
  readonly handler: Handler;
  /** The name under which a key's permissions can narrow its scope to this route. */
  readonly right: string;
  /** Answers without a key. */
  readonly open?: true;
  /** Of the serverless router, which takes an endpoint's own key too: what it says to one it doesn't know. */
  readonly router?: Reply;
}

type Address = `${Route['method']} /${string}`;

const VERBS: Record<Route['method'], string> = {
  GET: 'show',
  POST: 'create',
  PUT: 'update',
  DELETE: 'destroy',
};

/**
 * Five names are documented (`api.instance.show`, `.request_logs`, `.reboot`, `.destroy`, `api.team.members`). All of
 * them follow from their path, or from the method where the path ends with the subject: so do the others here.
 */
export function rightOf(method: Route['method'], path: string): string {
  const [subject = '', ...rest] = path
    .replace(/^\/api\/v\d+/, '')
    .split('/')
    .filter((word) => word !== '' && !word.startsWith(':'));
  const act = rest.length > 0 ? rest.join('_').replaceAll('-', '_') : VERBS[method];
  return `api.${subject.replace(/s$/, '')}.${act}`;
}

export function route(
  name: string,
  address: Address,
  scope: string | null,
  intervalS: number,
  handler: Handler,
  more: Pick<Route, 'open' | 'router'> = {},
): Route {
  const [method, path] = address.split(' ') as [Route['method'], string];
  return { name, method, path, scope, intervalS, handler, right: rightOf(method, path), ...more };
}
