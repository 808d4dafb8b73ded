/** Letters by SMTP, where it is configured. A letter holds a link that opens something: none of it is ever logged. */
import { createTransport } from 'nodemailer';
import { config } from '@/lib/config';
import { fail, ok, problem, type Result } from '@/lib/vast/problem';

export interface Letter {
  to: string;
  subject: string;
  text: string;
  html: string;
}

export interface Post {
  /** Whether the server takes letters now; the same question whoever the letter would be for. */
  check(): Promise<Result<void>>;
  send(letter: Letter): Promise<Result<void>>;
}

export const mailFailed = problem<{ why: string }>('mail.failed', {
  again: 'yes',
  status: 502,
  say: (p) => `The mail wasn’t sent: ${p.why}.`,
});

// A person waits for the answer.
const CONNECT_MS = 5_000;
const TALK_MS = 10_000;

export function createPost({ url, from }: { url: string; from: string }): Post {
  const transport = createTransport(
    { url, connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: TALK_MS },
    { from },
  );
  const tried = async (what: Promise<unknown>): Promise<Result<void>> => {
    try {
      await what;
      return ok(undefined);
    } catch (error) {
      return fail(mailFailed({ why: reasonOf(error) }));
    }
  };
  return {
    check: () => tried(transport.verify()),
    send: (letter) => tried(transport.sendMail(letter)),
  };
}

/** By the error's code alone: its message may quote the letter or the password. */
function reasonOf(error: unknown): string {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  if (code === 'EAUTH') return 'the mail server doesn’t take GANTRY_SMTP_URL’s user and password';
  if (code === 'EENVELOPE') return 'the mail server refuses the address';
  if (responseCode !== undefined) return `the mail server refuses it (${responseCode})`;
  return 'the mail server doesn’t answer';
}

const shared = globalThis as typeof globalThis & { gantryPost?: Post };

/** This process's way to send letters; undefined where none is configured. */
export function post(): Post | undefined {
  const { mail } = config();
  if (mail) shared.gantryPost ??= createPost(mail);
  return shared.gantryPost;
}
