import type { Problem } from '@/lib/vast/problem';

/** Why it was not done, above what one would change; Vast.ai's own words beside ours. */
export function Refusal({ problem }: { problem: Problem | undefined }) {
  if (!problem) return null;
  return (
    <div role="alert" className="rounded-sm bg-bad-bg px-2.5 py-2 text-bad">
      <p>{problem.say}</p>
      {problem.vastSays && (
        <p className="mt-0.5 text-sm [overflow-wrap:anywhere]">Vast.ai says: {problem.vastSays}</p>
      )}
    </div>
  );
}
