import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A simulated Vast.ai that is running: its paths as an account uses them, and its controls. */
export interface Simulated {
  url: string;
  apiKey: string;
  /** Time passes there; answers what time it is then. */
  advance(seconds: number): Promise<Date>;
  /** Replaces what goes wrong there; none: all is well again. */
  faults(rules: readonly Record<string, unknown>[]): Promise<void>;
  /** Any other control. */
  control(name: string, body: Record<string, unknown>): Promise<void>;
  /** Calls it as somebody with the account's key would who knows nothing of Gantry. */
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** Its accepted writes. */
  written(): Promise<{ operation: string; contract: number | null }[]>;
  /** Its clock. */
  now(): Promise<Date>;
}

export function simulated({ url, apiKey }: { url: string; apiKey: string }): Simulated {
  const send = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const control = async (name: string, body: Record<string, unknown>) => {
    await send('POST', `/__emulator/${name}`, body);
  };
  const advance = async (seconds: number) => {
    const { now } = await call<{ now: number }>('POST', '/__emulator/advance', { seconds });
    return new Date(now * 1000);
  };
  const call = async <T>(method: string, path: string, body?: unknown) =>
    (await (await send(method, path, body)).json()) as T;
  return {
    url,
    apiKey,
    advance,
    faults: (rules) => control('faults', { rules }),
    control,
    call,
    written: async () =>
      (
        await call<{ entries: { operation: string; contract: number | null }[] }>(
          'GET',
          '/__emulator/journal',
        )
      ).entries,
    now: () => advance(0),
  };
}

/** The demo's Vast.ai of a running `up`. */
export function demoOf(dataDir: string): Simulated {
  const address = readFileSync(join(dataDir, 'emulator/address.json'), 'utf8');
  return simulated(JSON.parse(address) as { url: string; apiKey: string });
}
