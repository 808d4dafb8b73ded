'use client';

import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

export type Tab = { value: string; label: ReactNode; panel: ReactNode };

type TabsProps = {
  label: string;
  tabs: readonly Tab[];
  value: string;
  onChange: (value: string) => void;
  right?: ReactNode;
};

/** Views of one object. Only the open one is in the page. */
export function Tabs({ label, tabs, value, onChange, right }: TabsProps) {
  return (
    <Base.Root value={value} onValueChange={onChange}>
      <div className="flex flex-wrap items-center gap-2.5 px-4 py-[11px]">
        <Base.List
          aria-label={label}
          className="inline-flex max-w-full overflow-x-auto rounded-sm border [scrollbar-width:none] border-line-strong bg-surface"
        >
          {tabs.map((tab) => (
            <Base.Tab
              key={tab.value}
              value={tab.value}
              className="border-l border-line px-2.5 py-1 whitespace-nowrap text-ink-2 transition-colors first:border-0 hover:text-ink focus-visible:-outline-offset-2 data-active:bg-ink data-active:text-on-ink"
            >
              {tab.label}
            </Base.Tab>
          ))}
        </Base.List>
        {right && <div className="ml-auto text-ink-3">{right}</div>}
      </div>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="border-t border-line">
          {tab.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
