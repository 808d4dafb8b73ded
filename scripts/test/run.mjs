import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';

/**
 * Runs steps in order, the `light` ones two at a time, and says each one's name, result and duration.
 * A step's `run` answers { passed, failed, note?, output? }; a step that throws has failed once.
 */
export async function runSteps(steps) {
  const sum = { passed: 0, failed: 0 };
  for (const group of grouped(steps)) {
    const waiting = [...group];
    const lane = async () => {
      for (let step = waiting.shift(); step; step = waiting.shift()) {
        const result = await timed(step);
        sum.passed += result.passed;
        sum.failed += result.failed;
      }
    };
    await Promise.all([lane(), lane()]);
  }
  return sum;
}

/** Neighbouring light steps share a group; every other step is alone with the machine. */
function grouped(steps) {
  const groups = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (step.light && last?.[0].light) last.push(step);
    else groups.push([step]);
  }
  return groups;
}

async function timed(step) {
  const from = performance.now();
  let result;
  try {
    result = await step.run();
  } catch (error) {
    result = { passed: 0, failed: 1, output: error instanceof Error ? error.message : String(error) };
  }
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  const verdict = result.failed > 0 ? 'FAILED' : 'ok';
  console.log(
    `${step.name.padEnd(14)} ${verdict.padEnd(6)} ${seconds.padStart(6)} s  ${result.note ?? ''}`.trimEnd(),
  );
  if (result.failed > 0 && result.output) console.log(indent(result.output));
  return result;
}

const indent = (text) => text.trimEnd().replace(/^/gm, '    ');

/** Runs a program to its end, whatever that is. */
export function program(command, words, env = {}, as = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, {
      ...as,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, NEXT_TELEMETRY_DISABLED: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}

/** A program that has no tests in it, only a verdict. */
export async function check(command, ...words) {
  const { code, output } = await program(command, words);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, output };
}
