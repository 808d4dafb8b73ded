import type { Field } from '@/lib/surfaces/operations/form';
import type { Issue } from '@/lib/surfaces/operations/issues';
import type { Draft } from './draft';

export interface ControlProps {
  field: Field;
  /** Where it stands in the input: `volume_info.size`. */
  path: string;
  draft: Draft | undefined;
  onChange: (draft: Draft) => void;
  issues: readonly Issue[];
}

export const Optional = () => <span className="text-ink-3">may be left out</span>;

/** What concerns several fields at once, or a whole group of them. */
export function Wrong({ issues }: { issues: readonly Issue[] }) {
  if (issues.length === 0) return null;
  return (
    <p role="alert" className="text-sm text-bad">
      {issues.map(({ says }) => says).join(' ')}
    </p>
  );
}

/** Of a control with parts: whatever is wrong within. */
export const errorOf = (issues: readonly Issue[], path: string): string | undefined =>
  issues.find((issue) => issue.path === path || issue.path.startsWith(`${path}.`))?.says;
