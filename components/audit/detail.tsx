import { toTheSecond } from '@/components/time/zoned';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-text';
import { Fact, Facts } from '@/components/ui/facts';
import { utc } from '@/components/ui/time';
import type { AuditRow } from '@/lib/queries/audit';
import type { Only } from './days';

type DetailProps = { id: string; event: AuditRow; zone: string; onOnly: Only };

/** Everything that was written down of one act. */
export function Detail({ id, event, zone, onOnly }: DetailProps) {
  const { instance, account, whoKey } = event;
  return (
    <div id={id} className="grid gap-3 px-4 pb-3.5 md:pl-[72px]">
      <div className="max-w-3xl rounded-sm border border-line">
        <Facts>
          <Fact name="When">
            {toTheSecond(event.atMs, zone)}{' '}
            <span className="text-ink-3">{zone === 'UTC' ? 'UTC' : `(${utc(event.atMs)})`}</span>
          </Fact>
          <Fact name="Act">
            {event.kind ?? 'Other'} <code className="font-mono text-sm text-ink-3">{event.action}</code>
          </Fact>
          {account && <Fact name="Account">{account.name}</Fact>}
          {instance && <Fact name="Instance">{instance.contractId}</Fact>}
          {event.requestId && <Id name="Request" id={event.requestId} />}
          {event.intentId && <Id name="Intent" id={event.intentId} />}
          {event.input !== null && <Written name="Asked for">{event.input}</Written>}
          {event.more && <Written name="Noted">{event.more}</Written>}
        </Facts>
      </div>
      <div className="flex flex-wrap gap-2">
        {whoKey && (
          <Button size="small" onClick={() => onOnly({ who: [whoKey] })}>
            Only what {event.who} did
          </Button>
        )}
        {instance && (
          <Button size="small" onClick={() => onOnly({ instance: String(instance.contractId) })}>
            Only {instance.name}
          </Button>
        )}
      </div>
    </div>
  );
}

const Id = ({ name, id }: { name: string; id: string }) => (
  <Fact name={name}>
    <span className="inline-flex flex-wrap items-center justify-end gap-2">
      <code className="font-mono text-sm [overflow-wrap:anywhere] select-all">{id}</code>
      <CopyButton text={id} quiet />
    </span>
  </Fact>
);

/** As it was sent, a field a line. */
const Written = ({ name, children }: { name: string; children: unknown }) => (
  <Fact name={name}>
    <pre className="text-left font-mono text-sm whitespace-pre-wrap">{JSON.stringify(children, null, 2)}</pre>
  </Fact>
);
