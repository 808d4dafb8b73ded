'use client';

import { useState } from 'react';
import { dayName } from '@/components/time/zoned';
import type { AuditRow } from '@/lib/queries/audit';
import { Row } from './row';

/** What a row can narrow the audit to. */
export type Only = (change: { who?: string[]; instance?: string }) => void;

type DaysProps = { rows: readonly AuditRow[]; zone: string; onOnly: Only };

/** The rows under their days, as long as they follow on each other. */
export function AuditDays({ rows, zone, onOnly }: DaysProps) {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const toggle = (id: number) =>
    setOpen((now) => new Set(now.has(id) ? [...now].filter((each) => each !== id) : [...now, id]));
  return byDay(rows, zone).map(({ day, events }) => (
    <div key={events[0]?.id}>
      <h2 className="border-b border-line bg-sunken px-4 py-1.5 text-sm font-medium text-ink-2 [div+div>&]:border-t">
        {day}
      </h2>
      <ul aria-label={`What happened on ${day}`}>
        {events.map((event) => (
          <Row
            key={event.id}
            event={event}
            zone={zone}
            open={open.has(event.id)}
            onToggle={() => toggle(event.id)}
            onOnly={onOnly}
          />
        ))}
      </ul>
    </div>
  ));
}

/** Accounts have clocks of their own, so a day may come back further down. */
function byDay(rows: readonly AuditRow[], zone: string): { day: string; events: AuditRow[] }[] {
  const days: { day: string; events: AuditRow[] }[] = [];
  for (const event of rows) {
    const day = dayName(event.atMs, zone);
    const last = days.at(-1);
    if (last?.day === day) last.events.push(event);
    else days.push({ day, events: [event] });
  }
  return days;
}
