import { Status } from '@/components/ui/status';
import type { Problem } from '@/lib/vast/problem';

interface KeyEnd {
  accountId: string;
  accountName: string;
  keyId: number;
  kind: 'done' | 'refused' | 'unknown';
  problem: Problem | null;
}

const LOOK = {
  done: { tone: 'run', word: 'Deleted' },
  refused: { tone: 'warn', word: 'Not deleted' },
  unknown: { tone: 'wait', word: 'Being looked up' },
} as const;

/** How the end of each SSH key went at Vast.ai. */
export function KeysLeft({ keys }: { keys: readonly KeyEnd[] }) {
  return (
    <div className="grid gap-3">
      <ul aria-label="SSH keys" className="grid gap-2">
        {keys.map(({ accountId, accountName, keyId, kind, problem }) => (
          <li key={`${accountId}/${keyId}`}>
            <p className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span>
                Number {keyId} at {accountName}
              </span>
              <Status tone={LOOK[kind].tone}>{LOOK[kind].word}</Status>
            </p>
            {problem && <p className="text-sm text-ink-2">{problem.say}</p>}
            {problem?.vastSays && (
              <p className="text-sm text-ink-3 [overflow-wrap:anywhere]">Vast.ai says: {problem.vastSays}</p>
            )}
          </li>
        ))}
      </ul>
      <p className="text-ink-2">
        Gantry tries again every quarter of an hour until they are gone. To be sure now, delete them at
        Vast.ai under Keys.
      </p>
    </div>
  );
}
