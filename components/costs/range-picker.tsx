'use client';

import { Popover } from '@base-ui/react/popover';
import { Calendar } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { buttonLook } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { floatLook, grows, itemLook } from '@/components/ui/float';
import { Skeleton } from '@/components/ui/skeleton';
import { type Days, rangeWords } from './range-words';

// A calendar is a fifth of the page's script, and most ranges are one of six: it comes when it is opened.
const RangeCalendar = dynamic(() => import('./range-calendar').then((m) => m.RangeCalendar), {
  ssr: false,
  loading: () => <Skeleton className="h-[276px] w-[252px]" />,
});

type RangePickerProps = {
  range: Days;
  today: string;
  presets: readonly { id: string; label: string; range: Days }[];
  onChange: (range: Days) => void;
};

/** Which UTC days: one of the usual ranges, or any from the calendar. */
export function RangePicker({ range, today, presets, onChange }: RangePickerProps) {
  const [open, setOpen] = useState(false);
  const words = rangeWords(range, today);
  const pick = (next: Days) => {
    setOpen(false);
    onChange(next);
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger aria-label={`Days: ${words}`} className={buttonLook()}>
        <Calendar aria-hidden="true" />
        {words}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={4} collisionPadding={8} className="z-50">
          <Popover.Popup aria-label="Days, UTC" className={cx(floatLook, grows, 'flex p-1 max-md:flex-col')}>
            <ul className="min-w-36 p-1 max-md:grid max-md:grid-cols-2">
              {presets.map((preset) => {
                const on = preset.range.from === range.from && preset.range.to === range.to;
                return (
                  <li key={preset.id}>
                    <button
                      type="button"
                      aria-pressed={on}
                      onClick={() => pick(preset.range)}
                      className={cx(itemLook, 'w-full cursor-pointer hover:bg-sunken', on && 'font-[550]')}
                    >
                      {preset.label}
                    </button>
                  </li>
                );
              })}
            </ul>
            <div className="border-line p-2 max-md:border-t md:border-l">
              <RangeCalendar range={range} today={today} onChange={pick} />
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
