import type { ReactNode } from 'react';

type PageHeadProps = {
  title: ReactNode;
  /** What one sees and how old it is: "9, live, last change 2 s ago". */
  sub?: ReactNode;
  /** Beside the title: status, chips. */
  beside?: ReactNode;
  actions?: ReactNode;
};

export function PageHead({ title, sub, beside, actions }: PageHeadProps) {
  return (
    <div className="mb-4.5 flex flex-wrap items-end gap-x-3.5 gap-y-2">
      <h1 className="min-w-0 text-2xl font-[620] tracking-[-0.018em] [overflow-wrap:anywhere]">{title}</h1>
      {beside && <div className="flex flex-wrap items-center gap-x-3.5 gap-y-1 pb-0.5">{beside}</div>}
      {sub && <p className="pb-0.5 text-ink-3">{sub}</p>}
      {actions && <div className="flex flex-wrap gap-2 max-md:w-full md:ml-auto">{actions}</div>}
    </div>
  );
}

/** The room a page stands in; leaves space for the phone's tabs and the bar of chosen rows. */
export function Page({ children }: { children: ReactNode }) {
  return <div className="min-w-0 px-4 pt-4 pb-24 md:px-6 md:pt-[22px] md:pb-20">{children}</div>;
}
