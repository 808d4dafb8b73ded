import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { say } from './say.mjs';

/** Owner, workspaces and linked accounts, by the script that knows how; it speaks in lines of JSON. */
export async function bootstrap(
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<{ firstRunUrl?: string }> {
  const words = ['--import', 'tsx', 'scripts/bootstrap.ts'];
  try {
    const facts = parse((await promisify(execFile)(process.execPath, words, { env, signal })).stdout);
    // An account that can't be linked now is no reason not to start: the console says so, too.
    for (const { problem } of facts) if (problem) say(`  ! ${problem}`);
    return { firstRunUrl: facts.find((fact) => fact.firstRunUrl)?.firstRunUrl };
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    const sentence = parse(stdout).findLast((fact) => fact.problem)?.problem;
    const said = sentence ?? `${stdout}${stderr}`.trim();
    throw said ? new Error(`The bootstrap failed: ${said}`) : error;
  }
}

type Fact = { firstRunUrl?: string; problem?: string };

const parse = (output: string) =>
  output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Fact);
