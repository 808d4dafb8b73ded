import type { ReactNode } from 'react';

/** What this is, and what it means for whoever came here. */
export function Head({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <h1 className="text-2xl font-[620] tracking-[-0.018em] [overflow-wrap:anywhere]">{title}</h1>
      <p className="mt-1 mb-5 text-balance text-ink-2 [overflow-wrap:anywhere]">{children}</p>
    </>
  );
}
