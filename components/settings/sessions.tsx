'use client';

import { Refusal } from '@/components/frame/refusal';
import { useAct } from '@/components/frame/use-act';
import { Ago } from '@/components/ui/ago';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import type { MySession } from '@/lib/queries/workspace';
import { endSession } from '@/lib/surfaces/actions/session';
import { browserName } from './browser-name';

/** Where this person is signed in; a browser forgotten somewhere is ended here, at once. */
export function Sessions({ sessions }: { sessions: readonly MySession[] }) {
  const { run, pending, problem } = useAct();
  return (
    <>
      <ul aria-label="Your sessions">
        {sessions.map((session) => (
          <li
            key={session.id}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-4 py-2.5"
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
            {!session.isThis && (
              <Button
                size="small"
                pending={pending}
                aria-label={`End the session of ${browserName(session.agent)}`}
                onClick={() => run(() => endSession({ sessionId: session.id }), { say: 'Session ended' })}
              >
                End
              </Button>
            )}
          </li>
        ))}
      </ul>
      {problem && (
        <div className="px-4 pb-3">
          <Refusal problem={problem} />
        </div>
      )}
    </>
  );
}
