export interface Finding {
  check: string;
  level: 'ok' | 'warn' | 'bad';
  /** What was found, in a sentence or less. */
  say: string;
  /** The command, or the next thing to do, that mends it. */
  fix?: string;
}
export function report(findings: readonly Finding[], json: boolean): string;
export function exitCode(findings: readonly Finding[]): number;
