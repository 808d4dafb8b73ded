import type { ReactNode } from 'react';

type EmptyProps = {
  title: ReactNode;
  /** The first step, or which filter removed most. */
  says?: ReactNode;
  action?: ReactNode;
  /** What the screen will look like: a faint sketch of its rows. */
  sketch?: ReactNode;
};

/** Nothing here, and why, and what to do. Never shown before a complete read. */
export function Empty({ title, says, action, sketch }: EmptyProps) {
  return (
    <div className="relative overflow-hidden">
      {sketch && (
        <div
          aria-hidden="true"
          className="pointer-events-none max-h-72 opacity-45 [mask-image:linear-gradient(black,transparent)] select-none"
        >
          {sketch}
        </div>
      )}
      <div
        className={sketch ? 'absolute inset-0 grid place-content-center' : 'grid place-content-center py-14'}
      >
        <div
          className={
            sketch
              ? 'rounded-lg border border-line bg-surface px-6 py-5 text-center shadow-float'
              : 'px-6 text-center'
          }
        >
          <h2 className="text-lg">{title}</h2>
          {says && <p className="mx-auto mt-1 max-w-[46ch] text-balance text-ink-2">{says}</p>}
          {action && <div className="mt-3.5 flex flex-wrap justify-center gap-2">{action}</div>}
        </div>
      </div>
    </div>
  );
}
