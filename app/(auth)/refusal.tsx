import type { Problem } from '@/lib/vast/problem';

/** Why it didn't work, above the form and read aloud. */
export function Refusal({ problem }: { problem: Problem | undefined }) {
  if (!problem) return null;
  return (
    <p role="alert" className="rounded-sm bg-bad-bg px-2.5 py-2 text-bad">
      {problem.say}
    </p>
  );
}
