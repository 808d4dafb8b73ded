/** One-time links, and the letters that carry them. What can't be mailed is copied: the link is answered either way. */
import { config } from '@/lib/config';
import { post } from '@/lib/mail';
import { invitationLetter } from '@/lib/mail/letters';
import type { Scope } from '@/lib/policy/actor';
import { type Role, roles } from '@/lib/policy/roles';
import { db } from '@/lib/queries/db';
import { workspaceFacts } from '@/lib/queries/workspace';
import type { Problem } from '@/lib/vast/problem';

export interface SentLink {
  /** Shown once; nothing brings it back. */
  url: string;
  email: string;
  /** `off`: Gantry sends no mail. A problem: this letter didn't go out. */
  mail: 'sent' | 'off' | Problem;
}

export const resetUrl = (token: string): string => `${config().url}/reset/${token}`;

export async function sendInvitation(
  scope: Scope,
  invited: { email: string; token: string; role: Role },
): Promise<SentLink> {
  const url = `${config().url}/invite/${invited.token}`;
  const { email } = invited;
  const office = post();
  if (!office) return { url, email, mail: 'off' };
  const { name: workspace } = await workspaceFacts(db(), scope);
  const role = roles[invited.role].title;
  const sent = await office.send(
    invitationLetter({ to: email, workspace, invitedBy: scope.personName, role, url }),
  );
  return { url, email, mail: sent.ok ? 'sent' : sent.problem };
}
