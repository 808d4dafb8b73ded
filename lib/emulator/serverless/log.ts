/** What an endpoint and its groups remember of what happened. */
import type { Fields } from '../json';
import type { Seconds } from '../world/clock';
import {
  type Endpoint,
  LOG_LEVELS,
  type LogLevel,
  type LogLine,
  type Workergroup,
} from '../world/serverless';

/** Older lines are forgotten. */
const LINES_MOST = 10_000;

export function note(
  of: Pick<Endpoint, 'log'> | Pick<Workergroup, 'log'>,
  at: Seconds,
  level: LogLevel,
  text: string,
): void {
  of.log.push({ at, level, text });
  if (of.log.length > LINES_MOST) of.log.splice(0, of.log.length - LINES_MOST);
}

/** What happens to a group's worker is in the endpoint's log, too. */
export function noteOf(group: Workergroup, at: Seconds, level: LogLevel, text: string): void {
  note(group, at, level, text);
  note(group.endpoint, at, level, `workergroup ${group.id}: ${text}`);
}

const printed = ({ at, text }: LogLine) =>
  `${new Date(at * 1000).toISOString().slice(0, 19).replace('T', ' ')} - ${text}`;

/**
 * By level, each with what the lower ones say (the official client picks one by its --level); `logs` is what the
 * documents call the whole.
 */
export function logsOf(log: readonly LogLine[], tail: number): Fields {
  const upTo = (level: LogLevel) =>
    log
      .filter((line) => LOG_LEVELS.indexOf(line.level) <= LOG_LEVELS.indexOf(level))
      .slice(-tail)
      .map(printed)
      .join('\n');
  return { ...Object.fromEntries(LOG_LEVELS.map((level) => [level, upTo(level)])), logs: upTo('debug') };
}
