import { ChevronDown } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { clock, toTheSecond } from '@/components/time/zoned';
import { Chip } from '@/components/ui/chip';
import { cx } from '@/components/ui/cx';
import type { AuditRow } from '@/lib/queries/audit';
import type { Only } from './days';
import { Detail } from './detail';
import { RESULT, VIA } from './words';

type RowProps = { event: AuditRow; zone: string; open: boolean; onToggle: () => void; onOnly: Only };

/** When, who and through what, what, how it ended and why; all there is to know below it. */
export function Row({ event, zone, open, onToggle, onOnly }: RowProps) {
  const result = RESULT[event.result];
  const detailId = `audit-${event.id}`;
  return (
    <li className="border-t border-line first:border-0">
      <div className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-start gap-x-3 gap-y-0.5 px-4 py-2.5 md:grid-cols-[44px_minmax(120px,190px)_minmax(0,1fr)_auto_auto]">
        <time
          dateTime={new Date(event.atMs).toISOString()}
          title={toTheSecond(event.atMs, zone)}
          className="text-ink-3 max-md:order-2 max-md:self-center max-md:text-sm"
        >
          {clock(event.atMs, zone)}
        </time>
        <p className="min-w-0 [overflow-wrap:anywhere] max-md:order-1">
          <b className="font-medium">{event.who}</b>{' '}
          <span className="text-sm text-ink-3">{VIA[event.via] ?? event.via}</span>
        </p>
        <div className="min-w-0 max-md:order-4 max-md:col-span-2">
          <p className="[overflow-wrap:anywhere]">
            <Sentence event={event} />
          </p>
          {event.why && <p className="text-sm text-ink-2">{event.why}</p>}
          {event.vastSays && (
            <p className="text-sm text-ink-3 [overflow-wrap:anywhere]">Vast.ai says: {event.vastSays}</p>
          )}
        </div>
        <Chip tone={result.tone} className="max-md:order-3">
          {result.word}
        </Chip>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={open ? detailId : undefined}
          aria-label={`Details of “${event.who} ${event.did}”`}
          onClick={onToggle}
          className="hit grid size-6 place-items-center justify-self-end rounded-sm text-ink-3 hover:bg-sunken hover:text-ink max-md:order-5"
        >
          <ChevronDown
            aria-hidden="true"
            className={cx('size-4 transition-transform', open && 'rotate-180')}
          />
        </button>
      </div>
      {open && <Detail id={detailId} event={event} zone={zone} onOnly={onOnly} />}
    </li>
  );
}

/** The instance's name in the sentence leads to it; where the sentence doesn't name it, its name follows. */
function Sentence({ event: { did, instance, account } }: { event: AuditRow }): ReactNode {
  if (!instance?.known || !account) return did;
  const link = (
    <Link
      href={`/instances/${account.id}/${instance.contractId}`}
      prefetch={false}
      className="underline decoration-line-strong underline-offset-3 hover:decoration-current"
    >
      {instance.name}
    </Link>
  );
  const at = did.indexOf(instance.name);
  if (at < 0) {
    return (
      <>
        {did}, {link}
      </>
    );
  }
  return (
    <>
      {did.slice(0, at)}
      {link}
      {did.slice(at + instance.name.length)}
    </>
  );
}
