import type { ReactNode } from 'react';
import { Status, type Tone } from '@/components/ui/status';
import type { LinkedAccount } from '@/lib/queries/accounts';

type State = LinkedAccount['state'];

const LOOK: Record<State, { tone: Tone; word: string }> = {
  ok: { tone: 'run', word: 'Working' },
  revoked: { tone: 'bad', word: 'Key not accepted' },
  two_factor: { tone: 'bad', word: 'Second factor asked for' },
  forbidden: { tone: 'bad', word: 'Key may not do this' },
  unreachable: { tone: 'warn', word: 'Not reachable' },
};

export function AccountState({ state, since }: { state: State; since?: ReactNode }) {
  const { tone, word } = LOOK[state];
  return (
    <Status tone={tone} since={since}>
      {word}
    </Status>
  );
}

/** Only a new key mends these. */
export const needsKey = (state: State): boolean => state !== 'ok' && state !== 'unreachable';

/** What happened, what goes on, and what mends it, in the order one asks. */
export const WHY: Record<Exclude<State, 'ok'>, { what: string; repair: string }> = {
  revoked: {
    what: 'Vast.ai no longer accepts this key: it was deleted, or has expired.',
    repair: 'Make a new key at Vast.ai under Keys and paste it here. Everything known stays.',
  },
  two_factor: {
    what: 'Vast.ai asks for a second factor, so this key belongs to a login session and not to a program.',
    repair:
      'Make an API key at Vast.ai under Keys, signed in with your second factor, and paste it here. API keys are not asked for one.',
  },
  forbidden: {
    what: 'Vast.ai lets this key in but not do what Gantry needs.',
    repair:
      'Make a key with the permissions instance_read, instance_write, user_read and billing_read, and paste it here.',
  },
  unreachable: {
    what: 'Vast.ai doesn’t answer at the moment, or its answers can’t be read.',
    repair: 'Gantry goes on asking, more and more slowly. The key is fine as far as is known.',
  },
};
