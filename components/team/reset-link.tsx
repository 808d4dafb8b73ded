'use client';

import { useState } from 'react';
import { Refusal } from '@/components/frame/refusal';
import { useAct } from '@/components/frame/use-act';
import { Button } from '@/components/ui/button';
import type { Member } from '@/lib/queries/members';
import { makeResetLink } from '@/lib/surfaces/actions/team';
import { LinkShown } from './link-shown';

/** For who can't get in, where no mail helps. */
export function ResetLink({ member }: { member: Member }) {
  const [url, setUrl] = useState<string>();
  const { run, pending, problem } = useAct();
  return (
    <section aria-label="Password" className="grid gap-2">
      <h3>Forgot their password?</h3>
      <Refusal problem={problem} />
      {url ? (
        <LinkShown url={url}>
          <p>
            Give this link to {member.name} and to nobody else: whoever opens it sets their password. It works
            once, for an hour, and signs them out everywhere.
          </p>
        </LinkShown>
      ) : (
        <div>
          <Button
            pending={pending}
            onClick={() =>
              run(() => makeResetLink({ personId: member.id }), { after: (made) => setUrl(made.url) })
            }
          >
            Make a reset link
          </Button>
        </div>
      )}
    </section>
  );
}
