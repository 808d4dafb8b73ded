/** What an account's keys did: every write that the world took. */
import type { Fields } from '../json';
import type { Seconds } from './clock';

export interface AuditRow {
  readonly account: number;
  readonly key: number;
  readonly at: Seconds;
  /** "PUT /api/v0/asks/17/". */
  readonly route: string;
  readonly args: Fields;
}

const SECRET = new Set([
  'api_key',
  'password',
  'value',
  'env',
  'onstart',
  'image_login',
  'docker_login_pass',
]);

/** What was asked, without what is secret in it. */
export const argsOf = (...asked: readonly Fields[]): Fields =>
  Object.fromEntries(
    asked
      .flatMap((fields) => Object.entries(fields))
      .filter(([name]) => name !== 'api_key')
      .map(([name, value]) => [name, SECRET.has(name) && value != null ? '***' : value]),
  );
