/** A mail server on this machine that keeps what it is sent. */
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface LetterBox {
  /** For GANTRY_SMTP_URL. */
  url: string;
  /** Raw letters, the oldest first. */
  letters: string[];
  /** The newest letter to an address, once it is there. */
  newest(to: string): Promise<string>;
  close(): Promise<void>;
}

export async function openLetterBox(options: SMTPServerOptions = {}): Promise<LetterBox> {
  const letters: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        letters.push(Buffer.concat(parts).toString());
        done();
      });
    },
    ...options,
  });
  // A client that hangs up is no fault of the server's.
  server.on('error', () => {});
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.server.address() as AddressInfo;
  const newest = (to: string) => letters.findLast((letter) => letter.includes(`To: ${to}`));
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    newest: async (to) => {
      for (;;) {
        const letter = newest(to);
        if (letter) return letter;
        await new Promise((tick) => setTimeout(tick, 50));
      }
    },
    close: () => new Promise((done) => server.close(() => done())),
  };
}

/** The link in a letter's plain text. */
export function linkIn(letter: string): string {
  const text = letter.replaceAll('=\r\n', '').replaceAll('=3D', '=');
  const [link] = /https?:\/\/\S+\/(invite|reset)\/[\w-]+/.exec(text) ?? [];
  if (!link) throw new Error(`no link in this letter:\n${letter}`);
  return link;
}
