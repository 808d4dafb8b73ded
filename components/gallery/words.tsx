'use client';

import { Ago } from '@/components/ui/ago';
import { BrandMark } from '@/components/ui/brand';
import { Button } from '@/components/ui/button';
import { Changed } from '@/components/ui/changed';
import { Chip } from '@/components/ui/chip';
import { Empty } from '@/components/ui/empty';
import { Fact, Facts } from '@/components/ui/facts';
import { Failure } from '@/components/ui/failure';
import { Money } from '@/components/ui/money';
import { Page, PageHead } from '@/components/ui/page-head';
import { Panel, PanelHead, PanelNote } from '@/components/ui/panel';
import { ProgressSteps } from '@/components/ui/progress-steps';
import { Receipt, ReceiptLine } from '@/components/ui/receipt';
import { Skeleton, SkeletonRows } from '@/components/ui/skeleton';
import { Sparkline } from '@/components/ui/sparkline';
import { Spinner } from '@/components/ui/spinner';
import { StaleBar } from '@/components/ui/stale-bar';
import { Status } from '@/components/ui/status';
import { Figure, Strip } from '@/components/ui/strip';
import { EventRow, Rows, TaskRow } from '@/components/ui/task-row';
import { Unknown, UtilBar } from '@/components/ui/util-bar';
import { type Example, example, NOW_MS } from './example';
import { Held } from './held';

const TONES = ['run', 'wait', 'warn', 'bad', 'off'] as const;
const MINUTE = 60_000;
const POINTS = [20, 40, 35, null, null, 60, 80, 72, 90, 88];

export const words: readonly Example[] = [
  example('ui/status', {
    tones: () => TONES.map((tone) => <Status key={tone} tone={tone}>{`Tone ${tone}`}</Status>),
    'since when': () => (
      <Status tone="run" since="since Sun 14:38">
        Running
      </Status>
    ),
  }),
  example('ui/chip', {
    tones: () =>
      (['plain', ...TONES] as const).map((tone) => (
        <Chip key={tone} tone={tone}>
          {tone}
        </Chip>
      )),
  }),
  example('ui/money', {
    'total and price': () => (
      <>
        <Money amount="1284.1" />
        <Money amount="0.6684" places={3} unit="/h" />
        <Money amount="4.5" unit="a day" />
      </>
    ),
    'bare, signed, negative': () => (
      <>
        <Money amount="12.5" bare />
        <Money amount="12.5" signed />
        <Money amount="-3.25" signed />
        <Money amount="0" signed />
      </>
    ),
  }),
  example('ui/ago', {
    'ago and to come': () => (
      <>
        <Ago atMs={NOW_MS - 38 * MINUTE} />
        <Ago atMs={NOW_MS + 22 * 60 * MINUTE} />
        <Ago atMs={NOW_MS - 2 * MINUTE} plain />
      </>
    ),
  }),
  example('ui/changed', {
    'flashes when pressed': () => (
      <Held initial={1}>
        {(value, set) => (
          <>
            <Changed value={String(value)} />
            <Button size="small" onClick={() => set(value + 1)}>
              One more
            </Button>
          </>
        )}
      </Held>
    ),
  }),
  example('ui/util-bar', {
    'in use, low, unknown': () => (
      <>
        <UtilBar percent={92} />
        <UtilBar percent={3} />
        <UtilBar percent={undefined} />
        <Unknown />
      </>
    ),
  }),
  example('ui/sparkline', {
    'with a gap': () => <Sparkline points={POINTS} label="Use over ten minutes, with a gap" />,
    strong: () => <Sparkline points={POINTS} strong width={120} label="Use over ten minutes" />,
    empty: () => <Sparkline points={[]} label="No readings" />,
  }),
  example('ui/spinner', {
    'beside a word': () => (
      <span className="inline-flex items-center gap-1.5">
        <Spinner /> Reading
      </span>
    ),
  }),
  example('ui/skeleton', {
    line: () => <Skeleton className="h-2.5 w-40" />,
    rows: () => (
      <div className="w-full">
        <SkeletonRows rows={3} columns={[3, 2, 1]} label="What rows will look like" />
      </div>
    ),
  }),
  example('ui/brand', {
    sizes: () => (
      <>
        <BrandMark />
        <BrandMark size={32} />
      </>
    ),
  }),
  example('ui/page-head', {
    full: () => (
      <Page>
        <PageHead
          title="llama-ft-12"
          beside={<Status tone="run">Running</Status>}
          sub="2× RTX 4090"
          actions={<Button>Stop</Button>}
        />
      </Page>
    ),
  }),
  example('ui/panel', {
    full: () => (
      <Panel className="w-full">
        <PanelHead title="Spend by team" sub="November" right={<Money amount="1284.1" />} />
        <PanelNote>Hatched: the last three days may still change.</PanelNote>
      </Panel>
    ),
  }),
  example('ui/strip', {
    'with tones': () => (
      <div className="w-full">
        <Strip label="Figures">
          <Figure label="Burn" unit="/h" says="9 GPUs in 5 instances" aside={<Sparkline points={POINTS} />}>
            <Money amount="6.684" />
          </Figure>
          <Figure label="Credit" tone="warn" says="Lasts 1 d 04 h at this burn">
            <Money amount="182.4" />
          </Figure>
          <Figure label="Month" tone="bad" bar={<UtilBar percent={104} />} says="Over the budget">
            <Money amount="5204" />
          </Figure>
        </Strip>
      </div>
    ),
  }),
  example('ui/facts', {
    usual: () => (
      <Panel className="w-full">
        <Facts>
          <Fact name="Place">Oslo, Norway</Fact>
          <Fact name="Driver">580.65</Fact>
        </Facts>
      </Panel>
    ),
  }),
  example('ui/receipt', {
    'parts, sum, after': () => (
      <div className="w-full max-w-80">
        <Receipt label="What it costs an hour">
          <ReceiptLine name="2× RTX 4090">
            <Money amount="0.62" places={3} />
          </ReceiptLine>
          <ReceiptLine name="40 GB disk">
            <Money amount="0.0084" places={3} />
          </ReceiptLine>
          <ReceiptLine name="An hour" kind="sum">
            <Money amount="0.6284" places={3} />
          </ReceiptLine>
          <ReceiptLine name="Stopped" kind="after">
            <Money amount="0.0084" places={3} />
          </ReceiptLine>
        </Receipt>
      </div>
    ),
  }),
  example('ui/progress-steps', {
    'under way': () => (
      <ProgressSteps
        label="Starting"
        steps={[
          { label: 'Created', state: 'done', says: '2 s' },
          { label: 'Pulling the image', state: 'now', says: '1 m' },
          { label: 'Answering', state: 'later' },
        ]}
      />
    ),
    failed: () => (
      <ProgressSteps
        label="Failed start"
        steps={[
          { label: 'Created', state: 'done' },
          { label: 'Pulling the image', state: 'failed', says: 'no such image' },
        ]}
      />
    ),
  }),
  example('ui/task-row', {
    'to do, and done': () => (
      <Panel className="w-full">
        <Rows label="Examples">
          <TaskRow
            says="Below 2 % since 10:41. Costs $1.44 an hour."
            action={<Button size="small">Stop</Button>}
          >
            <b>embed-7</b> idles
          </TaskRow>
          <EventRow at="15:21">Ada stopped llama-ft-12</EventRow>
        </Rows>
      </Panel>
    ),
  }),
  example('ui/stale-bar', {
    'with a way out': () => (
      <div className="w-full">
        <StaleBar action={<Button size="small">Read again</Button>}>
          Vast.ai hasn’t answered since 15:21. What you see is 33 minutes old.
        </StaleBar>
      </div>
    ),
  }),
  example('ui/empty', {
    'nothing yet': () => (
      <Panel className="w-full">
        <Empty
          title="No instances yet"
          says="Rent one from the market."
          action={<Button>To the market</Button>}
        />
      </Panel>
    ),
    'over a sketch': () => (
      <Panel className="w-full">
        <Empty
          title="Link a Vast.ai account"
          says="Then instances stand here."
          sketch={<SkeletonRows rows={5} columns={[3, 2, 1]} label="What rows will look like" />}
        />
      </Panel>
    ),
  }),
  example('ui/failure', {
    'again helps': () => (
      <Panel className="w-full">
        <Failure what="The log did not come." again action={<Button>Try again</Button>} reference="1a2b-3c" />
      </Panel>
    ),
    'again doesn’t': () => (
      <Panel className="w-full">
        <Failure what="Not rented." why="Somebody was faster: the offer is gone." again={false} />
      </Panel>
    ),
  }),
];
