import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Identity, identityOf, isAlive } from './identity.mjs';
import type { Part } from './running';
import { say } from './say.mjs';

export type Plan = {
  name: 'web' | 'worker' | 'emulator';
  dataDir: string;
  /** What Node is started with. */
  args: string[];
  env: NodeJS.ProcessEnv;
  /** Aborted when all of Gantry ends: then a child's end is no news. */
  ending: AbortSignal;
};

export interface Child extends Part {
  /** Rejects when it ends by itself before `keep` was called. */
  died: Promise<never>;
  /** What it has written since it was started. */
  output(): string;
}

// A worker finishes the call it is in; whatever takes longer is ended, and the next start resolves it.
const END_WITHIN_MS = 10_000;
const RESTART_FIRST_MS = 1_000;
const RESTART_MOST_MS = 60_000;
// One that ran this long was well: its next death is a new story, and begins with the short wait.
const WELL_AFTER_MS = 60_000;
const A_MOMENT_MS = 100;

export function startChild(plan: Plan): Child {
  const log = logFile(plan);
  let offset = 0;
  let kept = false;
  let stopping = false;
  let wait = RESTART_FIRST_MS;
  let restart: NodeJS.Timeout | undefined;
  let reportDeath: (error: Error) => void = () => {};
  const died = new Promise<never>((_resolve, reject) => {
    reportDeath = reject;
  });
  // Whoever awaits it hears of it; before that, and after `keep`, nobody has to.
  died.catch(() => {});

  let child = launch();

  function launch(): ChildProcess {
    offset = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
    const began = Date.now();
    const fd = openSync(log, 'a', 0o600);
    // A file and not a pipe: a child that outlives us must be able to go on writing.
    const started = spawn(process.execPath, plan.args, { env: plan.env, stdio: ['ignore', fd, fd] });
    closeSync(fd);
    if (started.pid) remember(plan, identityOf(started.pid));
    started.once('exit', async (code, signal) => {
      // Ctrl-C reaches the children at the same moment as us, and some of them are quicker.
      await sleep(A_MOMENT_MS);
      if (stopping || plan.ending.aborted) return;
      const how = signal ? `was ended by ${signal}` : `ended with ${code}`;
      const said = output().trim();
      const story = `${plan.name} ${how}.${said ? ` The last lines of ${log}:\n${lastLines(said)}` : ''}`;
      if (!kept) return reportDeath(new Error(story));
      if (Date.now() - began > WELL_AFTER_MS) wait = RESTART_FIRST_MS;
      say(`${story}\n${plan.name} starts again in ${wait / 1000} s`);
      restart = setTimeout(() => {
        child = launch();
      }, wait);
      wait = Math.min(wait * 2, RESTART_MOST_MS);
    });
    return started;
  }

  function output(): string {
    return readFileSync(log).subarray(offset).toString('utf8');
  }

  return {
    died,
    output,
    keep: () => {
      kept = true;
    },
    stop: async () => {
      stopping = true;
      clearTimeout(restart);
      if (child.pid && child.exitCode === null && child.signalCode === null) await end(identityOf(child.pid));
      forget(plan);
    },
  };
}

/** Ends what an earlier start left running: its `up` was killed and could not. */
export async function endLeftovers(dataDir: string): Promise<string[]> {
  const ended: string[] = [];
  for (const name of ['web', 'worker', 'emulator'] as const) {
    const identity = recall({ dataDir, name });
    if (identity && isAlive(identity)) {
      await end(identity);
      ended.push(name);
    }
    forget({ dataDir, name });
  }
  return ended;
}

async function end(identity: Identity) {
  signal(identity, 'SIGTERM');
  const deadline = Date.now() + END_WITHIN_MS;
  while (isAlive(identity) && Date.now() < deadline) await sleep(20);
  if (isAlive(identity)) signal(identity, 'SIGKILL');
  while (isAlive(identity)) await sleep(20);
}

function signal({ pid }: Identity, name: NodeJS.Signals) {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It ended between our look and our word.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

type Named = Pick<Plan, 'dataDir' | 'name'>;

const identityFile = ({ dataDir, name }: Named) => join(dataDir, 'run', `${name}.json`);

const remember = (plan: Named, identity: Identity) =>
  writeFileSync(identityFile(plan), JSON.stringify(identity));
const forget = (plan: Named) => rmSync(identityFile(plan), { force: true });

function recall(plan: Named): Identity | undefined {
  try {
    return JSON.parse(readFileSync(identityFile(plan), 'utf8')) as Identity;
  } catch {
    return undefined;
  }
}

function logFile({ dataDir, name }: Named): string {
  mkdirSync(join(dataDir, 'logs'), { recursive: true, mode: 0o700 });
  return join(dataDir, 'logs', `${name}.log`);
}

const lastLines = (text: string) => text.split('\n').slice(-8).join('\n').replace(/^/gm, '    ');
