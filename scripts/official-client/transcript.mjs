// One step after the other: what was run, whether it went as it should, and why not. The client exits with 0 after an
// HTTP error, so an exit code proves nothing: its words and the emulator's journal are looked at too.
import assert from 'node:assert/strict';

const spelled = (args) => args.map((one) => (/^[\w./:=-]+$/.test(one) ? one : `'${one}'`)).join(' ');
const indented = (text) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `         ${line}`)
    .join('\n');

/** Words with which the client reports an error of the server or of its own. */
const TROUBLE = /failed with error|unexpected error|invalid return Content-Type|template update failed/i;

export class Transcript {
  passed = 0;
  failed = 0;
  #client;
  #emulator;
  #output;

  constructor({ client, emulator, output }) {
    this.#client = client;
    this.#emulator = emulator;
    this.#output = output;
  }

  /**
   * `vastai ARGS`. `writes` are the operations the world must have accepted in it (default: none), `body` what the
   * first of them must hold; `typed` answers its question (default: no); `says` must be on stdout, `complains` on stderr; `check(run, entries)` asserts the rest.
   */
  vastai(args, expected = {}) {
    return this.#step(`vastai ${spelled(args)}`, () => this.#client.vastai(args, expected), expected);
  }

  /** The same for a program that uses the client's Python packages. */
  program(title, text, expected = {}) {
    return this.#step(title, () => this.#client.program(text), expected);
  }

  fail(title, error) {
    this.failed += 1;
    console.log(`FAILED   ${title}\n${indented(error.stack ?? String(error))}`);
  }

  async #step(title, start, expected) {
    const before = (await this.#emulator.journal()).length;
    const run = await start();
    const entries = (await this.#emulator.journal()).slice(before);
    try {
      judge(run, entries, expected);
      this.passed += 1;
      console.log(`ok       ${title}  (${(run.ms / 1000).toFixed(1)} s)`);
      if (this.#output) console.log(indented(run.stdout + run.stderr));
    } catch (error) {
      this.failed += 1;
      const wrote = entries.map((one) => `${one.operation} ${JSON.stringify(one.body)}`).join('\n');
      const said = `exit ${run.code}\n${run.stdout.slice(0, 3000)}\n${run.stderr.slice(-3000)}\n${wrote}`;
      console.log(`FAILED   ${title}\n${indented(error.message)}\n${indented(said)}`);
    }
    return run;
  }
}

function judge(run, entries, { exit = 0, writes = [], body = {}, says = [], complains = [], check }) {
  assert.doesNotMatch(run.stdout + run.stderr, /Traceback/);
  assert.equal(run.code, exit, 'its exit code');
  if (complains.length === 0) assert.doesNotMatch(run.stdout + run.stderr, TROUBLE);
  for (const pattern of [says].flat()) assert.match(run.stdout, pattern);
  for (const pattern of [complains].flat()) assert.match(run.stderr, pattern);
  assert.deepEqual(
    entries.map((one) => one.operation),
    [writes].flat(),
    'what the world took',
  );
  for (const [name, value] of Object.entries(body))
    assert.deepEqual(entries[0].body[name], value, `${name} of what was sent`);
  check?.(run, entries);
}

/** What `--raw` printed; some commands print a line of words before it. */
export const json = (run) => JSON.parse(run.stdout.slice(run.stdout.search(/^[[{]/m)));

export const lines = (run) => run.stdout.trim().split('\n');
