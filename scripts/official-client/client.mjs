// Vast.ai's client as a process. Nothing of it is changed: its files are on Python's path, its entry point is the one
// that its package installs as `vastai`.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const COMMAND_LINE = "import sys; sys.argv[0] = 'vastai'; from vastai.cli.main import main; main()";
const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*[A-Za-z]|\r`, 'g');

export function pythonClient({ url, apiKey, home, cli, python }) {
  const env = {
    HOME: home,
    PATH: '/usr/bin:/bin',
    PYTHONPATH: cli,
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONIOENCODING: 'utf-8',
    COLUMNS: '250',
    // Longer than any answer: it pages by the terminal's height.
    LINES: '100000',
    // The list of GPU names follows VAST_URL and not --url. In another spelling than --url, because the client takes
    // calls to its default address for calls to Vast.ai and sends those of the serverless router to run.vast.ai.
    VAST_URL: url.replace('127.0.0.1', 'localhost'),
    VASTAI_NO_UPDATE_CHECK: '1',
    // Nothing gets out: every other address than this machine's own fails at once.
    http_proxy: 'http://127.0.0.1:9',
    https_proxy: 'http://127.0.0.1:9',
    no_proxy: '127.0.0.1,localhost',
  };

  function python3(args, typed = 'n') {
    return new Promise((resolve, reject) => {
      const child = spawn(python, args, { env, cwd: home });
      const run = { stdout: '', stderr: '', code: null, ms: performance.now() };
      child.stdout.setEncoding('utf8').on('data', (text) => {
        run.stdout += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text) => {
        run.stderr += text;
      });
      // It asks here and there whether to go on.
      child.stdin.end(`${typed}\n`);
      child.once('error', reject);
      child.once('close', (code) => {
        resolve({
          code,
          ms: performance.now() - run.ms,
          stdout: run.stdout.replace(COLOURS, ''),
          stderr: run.stderr.replace(COLOURS, ''),
        });
      });
    });
  }

  return {
    /** Some commands read a file of the folder they run in. */
    file: (name, text) => writeFileSync(join(home, name), text),
    /** `vastai …`; global options come first, because --args takes all that follows it. */
    vastai: (args, { key = apiKey, typed } = {}) => {
      const words = args.findIndex((one) => one.startsWith('-'));
      const at = words < 0 ? args.length : words;
      const given = [...args.slice(0, at), '--url', url, '--api-key', key, ...args.slice(at)];
      return python3(['-c', COMMAND_LINE, ...given], typed);
    },
    /** A program that uses its Python packages; finds the address and the key in `url` and `key`. */
    program: (text) =>
      python3([
        '-c',
        `import json\nurl, key = ${JSON.stringify(url)}, ${JSON.stringify(apiKey)}\n${text.trim()}\n`,
      ]),
  };
}
