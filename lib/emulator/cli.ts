/** The emulator's command line. */
import { renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type EmulatorOptions, startEmulator } from './index';
import type { LimitMode } from './limits';

export const USAGE = `Usage: npm run emulator -- [options]

  --port N            listen there; 0 takes a free port (default 0)
  --host ADDRESS      default 127.0.0.1
  --seed S            the world's seed, a whole number (default 1)
  --world NAME        small-team, outbid-night, restated-month, fleet, ten-thousand, empty (default small-team)
  --history DAYS      days of past
  --epoch ISO         the present when the world begins (default now)
  --speed X           world seconds in a real second (default 1; 0 stands still between advances)
  --state DIR         remember every accepted write there; survives kill -9
  --limits MODE       strict, scaled (a hundredth, the default) or off
  --search-cap N      offers a search returns at most (default 64)
  --hand-over FILE    write address and keys there and not to the output, which may be kept as a log
`;

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} takes a whole number, not ${text}`);
  return value;
}

function limitMode(text: string): LimitMode {
  if (text === 'strict' || text === 'scaled' || text === 'off') return text;
  throw new Error(`--limits takes strict, scaled or off, not ${text}`);
}

export type Options = EmulatorOptions & { readonly handOver?: string };

export function optionsOf(argv: readonly string[]): Options | 'help' {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...argv],
    options: {
      port: option,
      host: option,
      seed: option,
      world: option,
      history: option,
      epoch: option,
      speed: option,
      state: option,
      limits: option,
      'search-cap': option,
      'hand-over': option,
      help: { type: 'boolean' },
    },
  });
  if (values.help) return 'help';
  const whole = (name: 'port' | 'seed' | 'history' | 'search-cap') =>
    values[name] === undefined ? undefined : wholeNumber(name, values[name]);
  const speed = values.speed === undefined ? undefined : Number(values.speed);
  if (speed !== undefined && !(speed >= 0))
    throw new Error(`--speed takes a number from 0 up, not ${values.speed}`);
  return {
    port: whole('port'),
    host: values.host,
    seed: whole('seed'),
    world: values.world,
    history: whole('history'),
    epoch: values.epoch,
    speed,
    stateDir: values.state,
    searchCap: whole('search-cap'),
    handOver: values['hand-over'],
    limits: values.limits === undefined ? undefined : limitMode(values.limits),
  };
}

export async function main(argv: readonly string[]): Promise<void> {
  const options = optionsOf(argv);
  if (options === 'help') {
    process.stdout.write(USAGE);
    return;
  }
  const emulator = await startEmulator(options);
  const { url, apiKey, accounts } = emulator;
  const keys = JSON.stringify(accounts.length > 1 ? { url, apiKey, accounts } : { url, apiKey });
  if (options.handOver) handOver(options.handOver, keys);
  process.stdout.write(`${options.handOver ? JSON.stringify({ url }) : keys}\n`);
  const end = () => void emulator.close().then(() => process.exit(0));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

/** Complete or not there: whoever waits for it reads it the moment it appears. */
function handOver(file: string, keys: string): void {
  const half = `${file}.${process.pid}`;
  writeFileSync(half, `${keys}\n`, { mode: 0o600 });
  renameSync(half, file);
}
