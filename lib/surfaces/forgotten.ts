/** A forgotten password: the answer is the same for everybody, and the letter is written once it has left. */
import { answerFor, noteUnsent, takeAsking } from '@/lib/auth/forgotten';
import type { Visitor } from '@/lib/auth/visitor';
import type { Post } from '@/lib/mail';
import { resetLetter, signOnLetter } from '@/lib/mail/letters';
import type { db as openDb } from '@/lib/queries/db';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { mailAway, mailOff } from './problems';

interface Office {
  db: ReturnType<typeof openDb>;
  post: Post | undefined;
  /** Where browsers reach Gantry. */
  url: string;
  /** Runs once the answer has left. */
  later: (work: () => Promise<void>) => void;
}

export async function askForPassword(
  { db, post, url, later }: Office,
  given: string,
  visitor: Visitor,
  now: Date,
): Promise<Result<void>> {
  if (!post) return fail(mailOff());
  const asked = await takeAsking(db, given, visitor, now);
  if (!asked.ok) return asked;
  // Asked of the mail server whoever the letter would be for, so that a failure can be said.
  const there = await post.check();
  if (!there.ok) return fail(mailAway());
  later(async () => {
    const answered = await answerFor(db, asked.value, visitor, now);
    if (!answered) return;
    const to = asked.value;
    const sent = await post.send(
      answered.kind === 'link'
        ? resetLetter({ to, url: `${url}/reset/${answered.token}` })
        : signOnLetter({ to, url: `${url}/sign-in` }),
    );
    if (!sent.ok) await noteUnsent(db, to, sent.problem.say, now);
  });
  return ok(undefined);
}
