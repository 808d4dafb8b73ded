import { say } from './say.mjs';

export interface Part {
  /** From now on it is started again whenever it ends by itself. */
  keep(): void;
  stop(): Promise<void>;
}

const IMPATIENT_AFTER_MS = 1_000;

/** What this start has brought up, to be ended in the opposite order. */
export class Running {
  private readonly parts: Part[] = [];
  private readonly abort = new AbortController();

  /** Ends what is under way and is no part: a build, the bootstrap. */
  readonly signal = this.abort.signal;

  add<P extends Part>(part: P): P {
    if (this.signal.aborted) {
      void part.stop();
      throw this.signal.reason;
    }
    this.parts.push(part);
    return part;
  }

  keepAll() {
    for (const part of this.parts) part.keep();
  }

  async end() {
    this.abort.abort();
    for (const part of this.parts.splice(0).reverse()) await part.stop();
  }

  /** Ctrl-C, `kill`, or the terminal closing: everything ends in order. A second one doesn't wait. */
  endOnSignals() {
    let since: number | undefined;
    const endAndExit = async () => {
      if (since !== undefined) {
        // The same wish often comes twice: from the terminal, and once more from npm or `timeout`.
        if (performance.now() - since > IMPATIENT_AFTER_MS) process.exit(1);
        return;
      }
      since = performance.now();
      say('\nending');
      await this.end();
      process.exit(0);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, endAndExit);
    if (!process.env.npm_lifecycle_event) return;
    // npm hands SIGTERM to the shell it started us with, and that shell ends without handing it on.
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(watch);
      void endAndExit();
    }, 250);
    watch.unref();
  }
}
