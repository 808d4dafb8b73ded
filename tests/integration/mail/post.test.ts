import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPost } from '@/lib/mail';
import { invitationLetter, resetLetter, signOnLetter } from '@/lib/mail/letters';
import { type LetterBox, linkIn, openLetterBox } from '@/tests/support/letter-box';

const FROM = 'Gantry <gantry@example.test>';
const url = 'http://127.0.0.1:3000/reset/Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6';
const letter = resetLetter({ to: 'ada@example.test', url });

let box: LetterBox;
let said: string[];
beforeEach(async () => {
  box = await openLetterBox();
  said = [];
  for (const level of ['log', 'warn', 'error', 'info'] as const) {
    vi.spyOn(console, level).mockImplementation((...words) => void said.push(words.join(' ')));
  }
});
afterEach(async () => {
  vi.restoreAllMocks();
  await box.close();
});

describe('a letter', () => {
  it('arrives as text and as HTML, from whom it says, with its link in both', async () => {
    const post = createPost({ url: box.url, from: FROM });
    expect(await post.check()).toEqual({ ok: true, value: undefined });
    expect(await post.send(letter)).toEqual({ ok: true, value: undefined });
    const [got = ''] = box.letters;
    expect(got).toContain(`From: ${FROM}`);
    expect(got).toContain('Subject: A new password for Gantry');
    expect(got).toContain('text/plain');
    expect(got).toContain('text/html');
    expect(linkIn(got)).toBe(url);
    expect(got.replaceAll('=\r\n', '').split(url)).toHaveLength(4);
    // The link opens an account: it stands in the letter alone.
    expect(said).toEqual([]);
  });

  it('takes people’s own words as words, in its head and in its HTML', () => {
    const { subject, html, text } = invitationLetter({
      to: 'eve@example.test',
      workspace: '<img src=x onerror=alert(1)>',
      invitedBy: 'Ada\r\nBcc: all@example.test',
      role: 'Viewer',
      url,
    });
    expect(subject).toBe('Ada Bcc: all@example.test invites you to <img src=x onerror=alert(1)> on Gantry');
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(text).toContain('as viewer.');
  });

  it('to who has no password says how they sign in, without a secret', () => {
    const { text } = signOnLetter({ to: 'eve@example.test', url: 'http://127.0.0.1:3000/sign-in' });
    expect(text).toContain('you sign in with single sign-on');
  });
});

describe('a mail server that fails', () => {
  const says = async (post: ReturnType<typeof createPost>) => {
    const [checked, sent] = [await post.check(), await post.send(letter)];
    return [checked, sent].map((result) => (result.ok ? 'ok' : result.problem.say));
  };

  it('that isn’t there is a sentence', async () => {
    const gone = await openLetterBox();
    await gone.close();
    const silent = 'The mail wasn’t sent: the mail server doesn’t answer.';
    expect(await says(createPost({ url: gone.url, from: FROM }))).toEqual([silent, silent]);
  });

  it('that refuses user, recipient or letter says which, and never the password', async () => {
    const strict = await openLetterBox({
      authOptional: false,
      onAuth: (_auth, _session, done) => done(new Error('Invalid login')),
    });
    const withUser = strict.url.replace('smtp://', 'smtp://gantry:s3cret-word@');
    const refused = 'The mail wasn’t sent: the mail server doesn’t take GANTRY_SMTP_URL’s user and password.';
    expect(await says(createPost({ url: withUser, from: FROM }))).toEqual([refused, refused]);
    await strict.close();

    const picky = await openLetterBox({ onRcptTo: (_address, _session, done) => done(new Error('nobody')) });
    expect((await says(createPost({ url: picky.url, from: FROM })))[1]).toBe(
      'The mail wasn’t sent: the mail server refuses the address.',
    );
    await picky.close();

    const full = await openLetterBox({
      onData(stream, _session, done) {
        stream.resume();
        stream.on('end', () => done(Object.assign(new Error('full'), { responseCode: 452 })));
      },
    });
    expect((await says(createPost({ url: full.url, from: FROM })))[1]).toBe(
      'The mail wasn’t sent: the mail server refuses it (452).',
    );
    await full.close();
    expect(said.join()).not.toContain('s3cret-word');
  });
});
