'use client';

import { ArrowDownToLine, Maximize2, Minimize2, Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button, buttonLook } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { cx } from '@/components/ui/cx';
import { Failure } from '@/components/ui/failure';
import { Input } from '@/components/ui/input';
import { Segmented } from '@/components/ui/segmented';
import { Skeleton } from '@/components/ui/skeleton';
import type { InstanceRow } from '@/lib/queries/instances';
import { matching } from './log-follow';
import { LogLines } from './log-lines';
import { addressOf } from './use-instance';
import { type LogSource, useLog } from './use-log';

/** What the container writes, or what its host says of it: followed, searched, wrapped, taken along. */
export function LogPanel({ row }: { row: InstanceRow }) {
  const [source, setSource] = useState<LogSource>('container');
  const [follow, setFollow] = useState(row.goneMs === null);
  const [wrap, setWrap] = useState(false);
  const [text, setText] = useState('');
  const [asPattern, setAsPattern] = useState(false);
  const [large, setLarge] = useState(false);
  const { log, reading, problem, failed, again } = useLog(row, source, follow && row.goneMs === null);
  const hits = useMemo(() => matching(log?.lines ?? [], text, asPattern), [log, text, asPattern]);
  const download = `${addressOf(row)}/logs?source=${source}&tail=20000&download=1`;
  return (
    <div className={cx(large && 'fixed inset-0 z-40 flex flex-col bg-surface')}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-2.5">
        <Segmented
          label="Whose log"
          name="log-source"
          small
          value={source}
          onChange={setSource}
          options={[
            { value: 'container', label: 'Container' },
            { value: 'daemon', label: 'Host' },
          ]}
        />
        <Input
          type="search"
          aria-label="Find in the log"
          placeholder="Find"
          icon={<Search aria-hidden="true" />}
          unit={text === '' ? undefined : hits === null ? 'no pattern' : hits.length.toLocaleString('en-US')}
          className="w-52!"
          value={text}
          aria-invalid={hits === null || undefined}
          onChange={(event) => setText(event.target.value)}
        />
        <Checkbox
          label="Pattern"
          checked={asPattern}
          onChange={(event) => setAsPattern(event.target.checked)}
        />
        <Checkbox label="Wrap" checked={wrap} onChange={(event) => setWrap(event.target.checked)} />
        {row.goneMs === null && (
          <Checkbox label="Follow" checked={follow} onChange={(event) => setFollow(event.target.checked)} />
        )}
        <span className="ml-auto flex items-center gap-1">
          <a href={download} download className={buttonLook({ tone: 'quiet', size: 'small' })}>
            <ArrowDownToLine aria-hidden="true" /> Download
          </a>
          <Button
            tone="quiet"
            size="small"
            aria-label={large ? 'Back to the page' : 'Full screen'}
            onClick={() => setLarge(!large)}
            icon={large ? <Minimize2 aria-hidden="true" /> : <Maximize2 aria-hidden="true" />}
          />
        </span>
      </div>
      {failed && (
        <Failure
          what={
            log ? 'The log could not be read again; what stands here is older.' : 'The log could not be read.'
          }
          why={
            problem && (problem.vastSays ? `${problem.say} Vast.ai says: ${problem.vastSays}` : problem.say)
          }
          again={problem ? problem.again === 'yes' : true}
          action={
            <Button pending={reading} onClick={again}>
              Try again
            </Button>
          }
        />
      )}
      {log ? (
        log.lines.length === 0 ? (
          <p className="px-4 py-8 text-center text-ink-2">
            {source === 'container'
              ? 'The container has written nothing yet.'
              : 'The host says nothing of it.'}
          </p>
        ) : (
          <LogLines log={log} hits={hits ?? []} wrap={wrap} follow={follow} large={large} />
        )
      ) : (
        !failed && <LogSkeleton />
      )}
    </div>
  );
}

const WIDTHS = ['60%', '66%', '50%', '74%', '40%', '58%', '48%', '70%', '44%', '62%'];

function LogSkeleton() {
  return (
    <div
      role="status"
      aria-busy="true"
      aria-label="The host is asked for its log"
      className="grid gap-2.5 px-4 py-3.5"
    >
      {WIDTHS.map((width) => (
        <span key={width} style={{ width }}>
          <Skeleton className="h-2.5" />
        </span>
      ))}
      <p className="text-sm text-ink-3">The host is asked for its log; that takes a few seconds.</p>
    </div>
  );
}
