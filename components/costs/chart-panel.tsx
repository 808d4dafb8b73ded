'use client';

import Link from 'next/link';
import { StackedDays } from '@/components/charts/stacked-days';
import { Empty } from '@/components/ui/empty';
import { Panel, PanelHead, PanelNote } from '@/components/ui/panel';
import { Segmented } from '@/components/ui/segmented';
import type { CostsView } from '@/lib/queries/costs-view';
import { rangeWords } from './range-words';
import type { Stack } from './series';
import { GROUP_WORDS, GROUPS, type Group } from './url';

type ChartPanelProps = {
  view: CostsView;
  stack: Stack;
  onGroup: (group: Group) => void;
  onDay: (day: string) => void;
};

export function ChartPanel({ view, stack, onGroup, onDay }: ChartPanelProps) {
  const by = GROUP_WORDS[view.group];
  return (
    <Panel>
      <PanelHead title={`By ${by === 'GPU' ? 'GPU model' : by.toLowerCase()}`} className="items-center">
        <Segmented
          label="Group by"
          name="group"
          small
          value={view.group}
          onChange={onGroup}
          options={GROUPS.map((group) => ({ value: group, label: GROUP_WORDS[group] }))}
        />
      </PanelHead>
      {stack.series.length === 0 ? (
        <NothingHere view={view} />
      ) : (
        <StackedDays
          label={`Cost per UTC day by ${by.toLowerCase()}, ${rangeWords(view.range, view.today)}`}
          days={stack.days}
          series={stack.series}
          {...(stack.restKey === undefined ? {} : { restKey: stack.restKey })}
          height={320}
          onDay={onDay}
        />
      )}
      {view.group === 'team' && stack.series.length > 0 && stack.series.every(({ key }) => key === '') && (
        <PanelNote>
          Nobody pays for these yet.{' '}
          <Link href="/settings" className="link">
            Make teams and say which labels are theirs
          </Link>
          ; past days follow.
        </PanelNote>
      )}
    </Panel>
  );
}

function NothingHere({ view }: { view: CostsView }) {
  const filling = view.books.some(({ history }) => history === null || history.read < history.of);
  return filling ? (
    <Empty
      title="Not read yet"
      says="These days are still being read from Vast.ai. They appear by themselves, the latest first."
    />
  ) : (
    <Empty
      title="Nothing cost anything in these days"
      says="No instance, disk or traffic was charged by Vast.ai for the chosen days and accounts."
    />
  );
}
