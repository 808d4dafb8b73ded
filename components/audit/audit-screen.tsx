'use client';

import { Download } from 'lucide-react';
import { RefreshOn } from '@/components/frame/refresh-on';
import { placeOf } from '@/components/time/zoned';
import { Button, buttonLook } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Empty } from '@/components/ui/empty';
import { Failure } from '@/components/ui/failure';
import { Page, PageHead } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import type { AuditChoices, AuditPage } from '@/lib/queries/audit';
import type { Problem } from '@/lib/vast/problem';
import { AuditDays } from './days';
import { Filters } from './filters';
import { type AuditUrl, useAuditUrl } from './use-audit-url';
import { usePages } from './use-pages';

export interface AuditView {
  /** The filter as the address says it, in one order. */
  query: string;
  /** Or why the address can't be understood. */
  first: AuditPage | { problem: Problem };
  choices: AuditChoices;
  zone: string;
  /** Other teams' events are left out. */
  ofTeams: boolean;
}

/** Who did what, through what, and how it ended; newest first. */
export function AuditScreen({ view }: { view: AuditView }) {
  const { url, setUrl, reading } = useAuditUrl();
  const { first, query, zone } = view;
  return (
    <Page>
      <RefreshOn topics={['activity', 'people', 'accounts']} everyMs={5_000} />
      <PageHead
        title="Audit"
        sub={`${view.ofTeams ? 'your teams’ instances and what you did yourself' : 'who did what'}, times in ${placeOf(zone)}`}
        actions={
          <>
            {query !== '' && <Button onClick={() => setUrl(null)}>Clear filters</Button>}
            <a href={`/api/export/audit.csv?${query}`} download className={buttonLook({})}>
              <Download aria-hidden="true" />
              Export CSV
            </a>
          </>
        }
      />
      <Panel>
        <Filters url={url} setUrl={setUrl} choices={view.choices} />
        <div
          aria-busy={reading}
          className={cx('border-t border-line transition-opacity', reading && 'opacity-60')}
        >
          {'problem' in first ? (
            <Failure what="The audit can’t be asked that." why={first.problem.say} />
          ) : (
            <Found query={query} first={first} zone={zone} setUrl={setUrl} />
          )}
        </div>
      </Panel>
    </Page>
  );
}

type FoundProps = { query: string; first: AuditPage; zone: string; setUrl: AuditUrl['setUrl'] };

function Found({ query, first, zone, setUrl }: FoundProps) {
  const { rows, next, state, more } = usePages(query, first);
  if (rows.length === 0) {
    return query === '' ? (
      <Empty
        title="Nothing has happened yet"
        says="Every rent, stop and change, who did it and how it ended, and what Vast.ai does by itself, is written down here."
      />
    ) : (
      <Empty title="Nothing fits all of this" says="Try fewer words, another result, or more days." />
    );
  }
  return (
    <>
      <AuditDays rows={rows} zone={zone} onOnly={setUrl} />
      {state === 'failed' ? (
        <div className="border-t border-line">
          <Failure
            what="The next rows did not come."
            again
            action={<Button onClick={more}>Try again</Button>}
          />
        </div>
      ) : (
        <div className="border-t border-line px-4 py-3">
          {next === null ? (
            <p className="text-sm text-ink-3">That is all of it.</p>
          ) : (
            <Button pending={state === 'reading'} onClick={more}>
              Show more
            </Button>
          )}
        </div>
      )}
    </>
  );
}
