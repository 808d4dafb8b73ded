import type { ReactNode } from 'react';
import { Status } from './status';

/** What one sees is old: how old, and why. Known rows stay below it. */
export function StaleBar({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div
      role="status"
      className="mb-3.5 flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-lg bg-warn-bg px-4 py-2 text-warn"
    >
      <Status tone="warn">Old</Status>
      <span className="min-w-0 flex-1 text-ink">{children}</span>
      {action}
    </div>
  );
}
