'use client';

import { useState } from 'react';
import { type DateRange, DayPicker } from 'react-day-picker';
import { Button } from '@/components/ui/button';
import { addDay, type Days } from './range-words';

type RangeCalendarProps = { range: Days; today: string; onChange: (range: Days) => void };

// The calendar counts with Date objects; here they are always UTC midnights, so that no zone moves a day.
const dateOf = (day: string) => new Date(`${day}T00:00:00Z`);
const dayOf = (date: Date) => date.toISOString().slice(0, 10);

const cell = 'size-9 p-0 text-center md:size-[34px]';

/** First and last day by two presses; applied by a third, so that a slip costs nothing. */
export function RangeCalendar({ range, today, onChange }: RangeCalendarProps) {
  const [chosen, setChosen] = useState<DateRange | undefined>({
    from: dateOf(range.from),
    to: dateOf(addDay(range.to, -1)),
  });
  const ready = chosen?.from && chosen.to;
  return (
    <div>
      <DayPicker
        mode="range"
        timeZone="UTC"
        selected={chosen}
        onSelect={setChosen}
        defaultMonth={dateOf(addDay(range.to, -1))}
        endMonth={dateOf(today)}
        disabled={{ after: dateOf(today) }}
        weekStartsOn={1}
        showOutsideDays={false}
        classNames={{
          root: 'relative',
          month_caption: 'flex h-8 items-center justify-center font-[550]',
          nav: 'absolute inset-x-0 top-0 flex justify-between',
          button_previous:
            'grid size-8 place-items-center rounded-sm text-ink-3 hover:bg-sunken hover:text-ink aria-disabled:opacity-40',
          button_next:
            'grid size-8 place-items-center rounded-sm text-ink-3 hover:bg-sunken hover:text-ink aria-disabled:opacity-40',
          chevron: 'size-3.5 fill-current',
          month_grid: 'border-collapse',
          weekday: 'h-7 w-9 text-xs font-normal text-ink-3 md:w-[34px]',
          day: cell,
          day_button: `${cell} rounded-sm hover:bg-sunken disabled:text-ink-3 disabled:opacity-50 disabled:hover:bg-transparent`,
          selected: 'bg-sunken',
          range_start: 'rounded-l-sm [&>button]:bg-ink [&>button]:text-on-ink [&>button]:hover:bg-ink',
          range_end: 'rounded-r-sm [&>button]:bg-ink [&>button]:text-on-ink [&>button]:hover:bg-ink',
          range_middle: '',
          today: 'font-semibold underline underline-offset-4',
        }}
      />
      <div className="mt-2 flex items-center gap-2">
        <p className="text-sm text-ink-3">UTC days</p>
        <Button
          tone="main"
          size="small"
          className="ml-auto"
          disabled={!ready}
          onClick={() => {
            if (chosen?.from && chosen.to) {
              onChange({ from: dayOf(chosen.from), to: addDay(dayOf(chosen.to), 1) });
            }
          }}
        >
          Show these days
        </Button>
      </div>
    </div>
  );
}
