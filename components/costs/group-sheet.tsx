'use client';

import { ChevronLeft } from 'lucide-react';
import { useState } from 'react';
import { referenceOf } from '@/components/frame/get-json';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { moneyText } from '@/components/ui/money';
import { Sheet } from '@/components/ui/sheet';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { CostSeries, CostSource } from '@/lib/queries/costs';
import type { CostsView } from '@/lib/queries/costs-view';
import { LineRow, SourceRow, sourceName } from './drill-rows';
import { rangeWords } from './range-words';
import { useLines, useSources } from './use-drill';

type GroupSheetProps = { view: CostsView; group: CostSeries; onClose: () => void };

/** What a figure is made of: a group's contracts, and each contract's lines in Vast.ai's own words. */
export function GroupSheet({ view, group, onClose }: GroupSheetProps) {
  const [source, setSource] = useState<CostSource>();
  const days = rangeWords(view.range, view.today);
  return (
    <Sheet
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={source ? sourceName(source) : group.name}
      sub={`${moneyText(source ? source.amount : group.total)}, ${days}, UTC${source ? `, in ${group.name}` : ''}`}
    >
      {source ? (
        <>
          <Button
            size="small"
            tone="quiet"
            icon={<ChevronLeft />}
            onClick={() => setSource(undefined)}
            className="mb-2 -ml-2"
          >
            All of {group.name}
          </Button>
          <Lines view={view} groupKey={group.key} source={source} />
        </>
      ) : (
        <Sources view={view} groupKey={group.key} onOpen={setSource} />
      )}
    </Sheet>
  );
}

type PartProps = { view: CostsView; groupKey: string };

function Sources({ view, groupKey, onOpen }: PartProps & { onOpen: (source: CostSource) => void }) {
  const query = useSources(view, groupKey);
  const sources = query.data?.pages.flatMap((page) => page.sources) ?? [];
  return (
    <Paged query={query} shown={sources.length} count={query.data?.pages[0]?.count} what="contracts">
      <ul aria-label="Contracts">
        {sources.map((source) => (
          <SourceRow
            key={`${source.accountId} ${source.source}`}
            source={source}
            several={view.books.length > 1}
            onOpen={() => onOpen(source)}
          />
        ))}
      </ul>
    </Paged>
  );
}

function Lines({ view, groupKey, source }: PartProps & { source: CostSource }) {
  const query = useLines(view, groupKey, source);
  const lines = query.data?.pages.flatMap((page) => page.lines) ?? [];
  return (
    <Paged query={query} shown={lines.length} count={query.data?.pages[0]?.count} what="lines">
      <ul aria-label="Charge lines">
        {lines.map((line) => (
          <LineRow
            key={`${line.day} ${line.item} ${line.segment}`}
            line={line}
            open={isOpen(view, line.day)}
          />
        ))}
      </ul>
    </Paged>
  );
}

const isOpen = ({ costs }: CostsView, day: string): boolean =>
  costs.openFrom !== null && day >= costs.openFrom;

type PagedProps = {
  query: ReturnType<typeof useSources> | ReturnType<typeof useLines>;
  shown: number;
  count: number | undefined;
  what: string;
  children: React.ReactNode;
};

/** A list that may go on, that may be on its way, and that may have failed. */
function Paged({ query, shown, count, what, children }: PagedProps) {
  if (query.isPending) return <SkeletonRows rows={8} columns={[4, 1]} label={`Reading ${what}`} />;
  if (query.isError && shown === 0) {
    return (
      <div className="-mx-4">
        <Failure
          what={`The ${what} could not be read.`}
          why={query.error.message}
          again
          reference={referenceOf(query.error)}
          action={<Button onClick={() => query.refetch()}>Read again</Button>}
        />
      </div>
    );
  }
  return (
    <>
      {children}
      {query.hasNextPage && (
        <div className="flex items-center gap-3 pt-3">
          <Button size="small" pending={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
            Show more
          </Button>
          <span className="text-ink-3">
            {shown} of {count} {what}
          </span>
        </div>
      )}
    </>
  );
}
