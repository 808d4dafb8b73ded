/** What Gantry writes: plain text, and the same in simple HTML. */
import type { Letter } from './index';

interface Draft {
  to: string;
  subject: string;
  /** One sentence or two each. */
  says: readonly string[];
  link: { label: string; url: string };
  /** How long the link works, and what to do when one didn't ask for this. */
  ends: string;
}

export const invitationLetter = (given: {
  to: string;
  workspace: string;
  invitedBy: string;
  role: string;
  url: string;
}): Letter =>
  letter({
    to: given.to,
    subject: `${given.invitedBy} invites you to ${given.workspace} on Gantry`,
    says: [
      `${given.invitedBy} invites you to ${given.workspace} on Gantry, as ${given.role.toLowerCase()}.`,
      'Gantry shows the GPUs your company rents at Vast.ai, and what they cost.',
    ],
    link: { label: 'Accept the invitation', url: given.url },
    ends: 'The link works once, for seven days. If you don’t know who sent it, delete this mail.',
  });

export const resetLetter = (given: { to: string; url: string }): Letter =>
  letter({
    to: given.to,
    subject: 'A new password for Gantry',
    says: ['Somebody asked for a new password for your account on Gantry.'],
    link: { label: 'Set a new password', url: given.url },
    ends: 'The link works once, for an hour. If it wasn’t you, delete this mail: nothing has changed.',
  });

/** For who asks for a password and has none. */
export const signOnLetter = (given: { to: string; url: string }): Letter =>
  letter({
    to: given.to,
    subject: 'How you sign in to Gantry',
    says: [
      'Somebody asked for a new password for your account on Gantry.',
      'Your account has none: you sign in with single sign-on.',
    ],
    link: { label: 'Sign in', url: given.url },
    ends: 'If it wasn’t you, delete this mail: nothing has changed.',
  });

function letter({ to, subject, says, link, ends }: Draft): Letter {
  const text = [...says, `${link.label}:\n${link.url}`, ends].join('\n\n');
  const paragraphs = [
    ...says.map((line) => `<p>${escaped(line)}</p>`),
    `<p><a href="${escaped(link.url)}" style="display:inline-block;padding:9px 14px;background:#1d1b18;color:#ffffff;border-radius:5px;text-decoration:none;font-weight:500">${escaped(link.label)}</a></p>`,
    `<p style="font-size:12px;color:#6b6760;word-break:break-all">${escaped(link.url)}</p>`,
    `<p style="color:#6b6760">${escaped(ends)}</p>`,
  ];
  const html = `<!doctype html><html lang="en"><body style="margin:0;padding:24px;background:#f6f4f0"><div style="max-width:480px;margin:0 auto;padding:8px 24px;background:#ffffff;border-radius:8px;font:15px/1.5 system-ui,sans-serif;color:#1d1b18">${paragraphs.join('')}</div></body></html>`;
  return { to, subject: oneLine(subject), text, html };
}

/** Names are people's own words: in a header they stay one line, in HTML they stay text. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
