/** Every screen over the fleet, as Lighthouse's desktop sees it: the median of five visits each. */
import lighthouse, { desktopConfig } from 'lighthouse';
import { freePort } from '@/lib/store/server/cluster';
import { openStage, type Stage } from '../stage';
import type { Measured } from './benches';

const VISITS = 5;
const LCP_MS = 800;
const TBT_MS = 100;
const CLS = 0.02;

/** JavaScript, compressed, in KB: a screen, one with a chart, and the door. */
const KB = { plain: 320, chart: 430, door: 160 };
const PAGES: { name: string; path: string; kb: number; outside?: true }[] = [
  { name: 'overview', path: '/', kb: KB.chart },
  { name: 'market', path: '/market', kb: KB.plain },
  { name: 'instances', path: '/instances', kb: KB.plain },
  { name: 'costs', path: '/costs', kb: KB.chart },
  { name: 'accounts', path: '/accounts', kb: KB.plain },
  { name: 'settings', path: '/settings', kb: KB.plain },
  { name: 'sign-in', path: '/sign-in', kb: KB.door, outside: true },
];

export async function lighthouseOfAll(): Promise<Measured[]> {
  const port = await freePort();
  const stage = await openStage('fleet', [`--remote-debugging-port=${port}`]);
  try {
    const results: Measured[] = [];
    for (const page of PAGES) {
      const visits: Visit[] = [];
      for (let visit = 0; visit < VISITS; visit++) visits.push(await visitOf(stage, port, page));
      const middle = (pick: (visit: Visit) => number) =>
        visits.map(pick).toSorted((a, b) => a - b)[Math.floor(VISITS / 2)] ?? Number.NaN;
      const atMost = (what: string, value: number, limit: number) =>
        results.push({ name: `${page.name}: ${what}`, value, limit, direction: 'max' });
      atMost('JavaScript, KB', Math.round(middle((v) => v.scriptBytes) / 1024), page.kb);
      atMost('largest contentful paint, ms', Math.round(middle((v) => v.lcp)), LCP_MS);
      atMost('total blocking time, ms', Math.round(middle((v) => v.tbt)), TBT_MS);
      atMost('layout shift', Number(middle((v) => v.cls).toFixed(3)), CLS);
    }
    return results;
  } finally {
    await stage.end();
  }
}

interface Visit {
  scriptBytes: number;
  lcp: number;
  tbt: number;
  cls: number;
}

/** On a busy machine Chromium now and then loses the beginning of a trace; Lighthouse then says to run it again. */
const TRACE_LOST = ['NO_NAVSTART', 'NO_TRACING_STARTED'];

async function visitOf(stage: Stage, port: number, page: (typeof PAGES)[number], again = 2): Promise<Visit> {
  const result = await lighthouse(
    stage.url + page.path,
    {
      port,
      onlyCategories: ['performance'],
      logLevel: 'error',
      ...(page.outside ? {} : { extraHeaders: { cookie: stage.cookie } }),
    },
    desktopConfig,
  );
  if (!result) throw new Error(`Lighthouse said nothing of ${page.path}`);
  const { audits, finalDisplayedUrl, runtimeError } = result.lhr;
  if (runtimeError && again > 0 && TRACE_LOST.includes(runtimeError.code)) {
    return visitOf(stage, port, page, again - 1);
  }
  if (runtimeError) throw new Error(runtimeError.message);
  if (new URL(finalDisplayedUrl ?? '').pathname !== page.path) throw new Error(`${page.path} led elsewhere`);
  const value = (name: string) => audits[name]?.numericValue ?? Number.NaN;
  const requests = audits['network-requests']?.details;
  const items =
    requests?.type === 'table' ? (requests.items as { resourceType?: string; transferSize?: number }[]) : [];
  return {
    scriptBytes: items
      .filter(({ resourceType }) => resourceType === 'Script')
      .reduce((sum, { transferSize = 0 }) => sum + transferSize, 0),
    lcp: value('largest-contentful-paint'),
    tbt: value('total-blocking-time'),
    cls: value('cumulative-layout-shift'),
  };
}
