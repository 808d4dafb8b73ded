import { onTestFinished } from 'vitest';
import { createLogger, type Logger } from '@/lib/log';

export interface Line {
  level: string;
  part: string;
  msg: string;
  requestId?: string;
  workspaceId?: string;
  accountId?: string;
  [fact: string]: unknown;
}

/** Everything this process logs until the test ends, down to the last trace. */
export function captureLog(): { text(): string; lines(): Line[] } {
  const written: string[] = [];
  const shared = globalThis as { gantryLog?: Logger };
  const before = shared.gantryLog;
  shared.gantryLog = createLogger({ level: 'trace', write: (line) => written.push(line) });
  onTestFinished(() => {
    shared.gantryLog = before;
  });
  return {
    text: () => written.join(''),
    lines: () => written.map((line) => JSON.parse(line) as Line),
  };
}
