'use client';

import type { OpenSession } from '@/lib/queries/sessions';
import { endSession } from '@/lib/surfaces/actions/session';
import { SessionList } from './session-list';

/** Where this person is signed in. */
export const Sessions = ({ sessions }: { sessions: readonly OpenSession[] }) => (
  <SessionList label="Your sessions" sessions={sessions} end={(sessionId) => endSession({ sessionId })} />
);
