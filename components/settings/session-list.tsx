'use client';

import { Refusal } from '@/components/frame/refusal';
import { useAct } from '@/components/frame/use-act';
import { Ago } from '@/components/ui/ago';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import type { OpenSession } from '@/lib/queries/sessions';
import type { Answer } from '@/lib/surfaces/actions/result';
import { browserName } from './browser-name';

type SessionListProps = {
  label: string;
  sessions: readonly OpenSession[];
  /** Ends one; absent where it isn't theirs to end. */
  end?: (sessionId: string) => Promise<Answer<unknown> | undefined>;
  inset?: boolean;
};

/** Where somebody is signed in; a browser forgotten somewhere is ended here, at once. */
export function SessionList({ label, sessions, end, inset = true }: SessionListProps) {
  const { run, pending, problem } = useAct();
  return (
    <>
      <ul aria-label={label}>
        {sessions.map((session) => (
          <li
            key={session.id}
            className={`flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-2.5 ${inset ? 'px-4' : ''}`}
          >
            <div className="min-w-0 flex-1">
              <p className="flex items-center gap-2 font-medium">
                {browserName(session.agent)} {session.isThis && <Chip tone="run">this browser</Chip>}
              </p>
              <p className="text-sm text-ink-3">
                {session.address ?? 'address not known'}, signed in{' '}
                <Ago atMs={Date.parse(session.createdAt)} plain />, last used{' '}
                <Ago atMs={Date.parse(session.lastSeenAt)} plain />
              </p>
            </div>
            {!session.isThis && end && (
              <Button
                size="small"
                pending={pending}
                aria-label={`End the session of ${browserName(session.agent)}`}
                onClick={() => run(() => end(session.id), { say: 'Session ended' })}
              >
                End
              </Button>
            )}
          </li>
        ))}
      </ul>
      {problem && (
        <div className={inset ? 'px-4 pb-3' : 'pb-3'}>
          <Refusal problem={problem} />
        </div>
      )}
    </>
  );
}
