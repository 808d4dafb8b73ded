import type { ReactNode } from 'react';

type ActionBarProps = {
  /** "2 chosen". */
  chosen: ReactNode;
  /** What they are and cost: "6 GPUs, $0.75/h". */
  says?: ReactNode;
  onClear: () => void;
  children: ReactNode;
};

/** What can be done with the chosen rows, and what they cost; dark, so that it reads as a mode. */
export function ActionBar({ chosen, says, onClear, children }: ActionBarProps) {
  return (
    <section
      aria-label="Chosen rows"
      className="fixed inset-x-4 bottom-20 z-30 mx-auto flex w-fit max-w-[calc(100vw-2rem)] flex-wrap items-center gap-1 rounded-lg bg-ink py-1.5 pr-1.5 pl-3.5 text-on-ink shadow-float md:bottom-6 lg:left-[228px]"
    >
      <p role="status" className="mr-2 whitespace-nowrap">
        <b>{chosen}</b> {says && <span className="ml-1 opacity-75">{says}</span>}
      </p>
      {children}
      <BarButton onClick={onClear}>Clear</BarButton>
    </section>
  );
}

type BarButtonProps = { children: ReactNode; onClick: () => void; disabled?: boolean };

export function BarButton({ children, onClick, disabled }: BarButtonProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      disabled={disabled}
      className="hit rounded-sm px-2 py-[3px] text-sm font-medium whitespace-nowrap transition-colors hover:bg-on-ink/15 focus-visible:outline-on-ink disabled:opacity-50"
    >
      {children}
    </button>
  );
}
