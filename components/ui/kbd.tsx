import type { ReactNode } from 'react';

/** A key one can press. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="rounded-[4px] border border-line bg-paper px-[5px] font-sans text-xs font-medium text-ink-3">
      {children}
    </kbd>
  );
}
