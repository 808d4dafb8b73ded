import type { ReactNode } from 'react';
import { CopyText } from '@/components/ui/copy-text';
import type { SentLink } from '@/lib/surfaces/links';

/** What `npm run up` gives by itself: an address that means another machine on another machine. */
const onThisMachine = (url: string): boolean =>
  /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);

/** A link that is shown now and never again. */
export function LinkShown({ url, children }: { url: string; children: ReactNode }) {
  return (
    <div className="grid gap-2.5">
      <div className="text-ink-2">{children}</div>
      <CopyText text={url} label="Copy link" />
      {onThisMachine(url) && (
        <p className="rounded-sm bg-warn-bg px-2.5 py-2 text-ink">
          <b className="text-warn">It opens on this machine only.</b> Others reach Gantry where GANTRY_URL
          says: start it with that, and make the link again.
        </p>
      )}
      <p className="text-sm text-ink-3">
        Shown once: nothing brings it back. A new one can be made at any time.
      </p>
    </div>
  );
}

/** What became of an invitation's letter, and its link for whoever hands it on. */
export function InvitationLink({ sent: { url, email, mail } }: { sent: SentLink }) {
  return (
    <LinkShown url={url}>
      {mail === 'sent' && (
        <p>
          Mailed to <b className="font-[550] text-ink">{email}</b>. The link works once, for seven days; give
          it to them yourself if the mail doesn’t come.
        </p>
      )}
      {mail === 'off' && (
        <p>
          Give this link to <b className="font-[550] text-ink">{email}</b>: Gantry sends no mail here. It
          works once, for seven days.
        </p>
      )}
      {typeof mail === 'object' && (
        <p role="alert" className="rounded-sm bg-warn-bg px-2.5 py-2 text-ink">
          {mail.say} The invitation stands: give this link to <b>{email}</b> yourself. It works once, for
          seven days.
        </p>
      )}
    </LinkShown>
  );
}
