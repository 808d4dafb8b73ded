import { performance } from 'node:perf_hooks';

/** Runs one named step and says how long it took; `work` answers a few words about what it did. */
export async function step(name, work) {
  const from = performance.now();
  // Only what takes a while is announced; the rest is said once it is done.
  const patience = setTimeout(() => say(`  ${name} …`), 3_000);
  let done;
  try {
    done = await work();
  } finally {
    clearTimeout(patience);
  }
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  say(`  ${name.padEnd(14)}${`${seconds} s`.padStart(8)}   ${done}`);
}

export function say(line) {
  console.log(line.trimEnd());
}

/** A sentence for what a person can mend; a stack for what only we can. */
export function sayError(error) {
  const ours = error instanceof Error && (error.name !== 'Error' || error.code === undefined);
  const programming = ['TypeError', 'ReferenceError', 'SyntaxError', 'RangeError'].includes(error?.name);
  console.error(ours && !programming ? `\n${error.message}` : error);
}
