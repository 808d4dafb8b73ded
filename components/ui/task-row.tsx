import type { ReactNode } from 'react';

type TaskRowProps = {
  children: ReactNode;
  /** How much, since when: "Below 2 % since 10:41. Costs $1.44 an hour." */
  says?: ReactNode;
  /** One button that says what it will do: "Raise to $0.22". */
  action?: ReactNode;
};

/** A problem with its price and its remedy, in one row. */
export function TaskRow({ children, says, action }: TaskRowProps) {
  return (
    <li className="col-span-full flex items-center gap-3 border-t border-line px-4 py-[11px] first:border-0">
      <div className="min-w-0 flex-1">
        <p>{children}</p>
        {says && <p className="text-sm text-ink-3">{says}</p>}
      </div>
      {action}
    </li>
  );
}

/** One thing that happened, with when in front. */
export function EventRow({ at, children }: { at: ReactNode; children: ReactNode }) {
  return (
    // The list's own columns, so that one long time moves all sentences alike.
    <li className="col-span-full grid grid-cols-subgrid items-center border-t border-line px-4 py-[11px] first:border-0">
      <span className="text-ink-3">{at}</span>
      <span>{children}</span>
    </li>
  );
}

/** Rows of a panel as a list. */
export function Rows({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <ul aria-label={label} className="grid grid-cols-[minmax(44px,max-content)_minmax(0,1fr)] gap-x-3">
      {children}
    </ul>
  );
}
