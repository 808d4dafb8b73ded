'use client';

import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { Refusal } from '@/components/frame/refusal';
import { useAct } from '@/components/frame/use-act';
import { Ago } from '@/components/ui/ago';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Menu } from '@/components/ui/menu';
import { Panel, PanelHead } from '@/components/ui/panel';
import { Status } from '@/components/ui/status';
import { roles } from '@/lib/policy/roles';
import type { PendingInvitation } from '@/lib/queries/members';
import { renewInvitation, revokeInvitation } from '@/lib/surfaces/actions/team';
import type { SentLink } from '@/lib/surfaces/links';
import { InvitationLink } from './link-shown';

const LOOK = {
  open: { tone: 'wait', word: 'Waits for them' },
  expired: { tone: 'warn', word: 'Expired' },
  revoked: { tone: 'off', word: 'Taken back' },
} as const;

/** Who is invited and hasn't come yet. */
export function InvitationsPanel({ invitations }: { invitations: readonly PendingInvitation[] }) {
  const [sent, setSent] = useState<SentLink>();
  const { run, problem } = useAct();
  return (
    <Panel aria-label="Invitations">
      <PanelHead title="Invitations" sub="links that nobody has used yet" />
      {problem && (
        <div className="px-4 pb-3">
          <Refusal problem={problem} />
        </div>
      )}
      <ul aria-label="Invitations">
        {invitations.map((each) => (
          <li
            key={each.id}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 border-t border-line py-2 pr-3 pl-4"
          >
            <div className="min-w-0">
              <p className="truncate">
                <b>{each.email}</b> <span className="text-ink-2">{asWhat(each)}</span>
              </p>
              <p className="flex flex-wrap gap-x-2 text-sm text-ink-3">
                <Status tone={LOOK[each.state].tone}>{LOOK[each.state].word}</Status>
                <span>
                  invited by {each.invitedBy} <Ago plain atMs={Date.parse(each.createdAt)} />
                  {each.state === 'open' && (
                    <>
                      , ends <Ago plain atMs={Date.parse(each.expiresAt)} />
                    </>
                  )}
                </span>
              </p>
            </div>
            {each.state !== 'revoked' && (
              <Menu
                label={`What can be done with the invitation of ${each.email}`}
                tone="quiet"
                size="small"
                items={[
                  {
                    label: 'New link',
                    says: 'The one before it stops working',
                    onSelect: () =>
                      void run(() => renewInvitation({ invitationId: each.id }), { after: setSent }),
                  },
                  {
                    label: 'Take back',
                    tone: 'danger',
                    onSelect: () =>
                      void run(() => revokeInvitation({ invitationId: each.id }), {
                        say: 'Invitation taken back',
                      }),
                  },
                ]}
              >
                <Ellipsis aria-hidden="true" />
              </Menu>
            )}
          </li>
        ))}
      </ul>
      <Dialog
        open={sent !== undefined}
        onOpenChange={() => setSent(undefined)}
        title={`A new link for ${sent?.email ?? ''}`}
        footer={
          <Button tone="main" onClick={() => setSent(undefined)}>
            Done
          </Button>
        }
      >
        {sent && <InvitationLink sent={sent} />}
      </Dialog>
    </Panel>
  );
}

const asWhat = ({ role, teams }: PendingInvitation): string =>
  `${roles[role].title.toLowerCase()}${teams.length > 0 ? `, ${teams.map(({ name }) => name).join(', ')}` : ''}`;
