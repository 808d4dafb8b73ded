'use client';

import { useRouter } from 'next/navigation';
import { AuditDays } from '@/components/audit/days';
import { auditParams } from '@/components/audit/url';
import { usePages } from '@/components/audit/use-pages';
import { Button, LinkButton } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Failure } from '@/components/ui/failure';
import { Panel } from '@/components/ui/panel';
import type { AuditPage } from '@/lib/queries/audit';
import { TabLinks } from './tab-links';

type ActivityPanelProps = {
  /** As the audit's address says it. */
  query: string;
  first: AuditPage;
  zone: string;
  waiting: number;
  mayAudit: boolean;
};

/** What programs and agents did, from the audit: with which token, why, by which plan. */
export function ActivityPanel({ query, first, zone, waiting, mayAudit }: ActivityPanelProps) {
  const router = useRouter();
  const { rows, next, state, more } = usePages(query, first);
  return (
    <Panel className="overflow-hidden">
      <div className="flex flex-wrap items-center justify-between gap-2.5 border-b border-line px-4 py-[11px]">
        <TabLinks here="activity" waiting={waiting} />
        {mayAudit && (
          <LinkButton href={`/audit?${query}`} size="small">
            Search it in the audit
          </LinkButton>
        )}
      </div>
      {rows.length === 0 ? (
        <Empty
          title="No agent has done anything yet"
          says="Each act of a program or an agent stands here: with which token, the reason it gave, and how it ended. What it only reads stands in the audit."
        />
      ) : (
        <AuditDays
          rows={rows}
          zone={zone}
          onOnly={({ who, instance }) =>
            router.push(`/audit?${auditParams({ who, instance, via: ['mcp', 'rest'] })}`)
          }
        />
      )}
      {state === 'failed' && (
        <div className="border-t border-line">
          <Failure
            what="The next rows did not come."
            again
            action={<Button onClick={more}>Try again</Button>}
          />
        </div>
      )}
      {next !== null && state !== 'failed' && (
        <div className="border-t border-line px-4 py-3">
          <Button pending={state === 'reading'} onClick={more}>
            Show more
          </Button>
        </div>
      )}
    </Panel>
  );
}
