/** Eight tabs of one browser, which HTTP/1.1 would give six connections: every one of them hears of a change. */
import type { Stage } from '../../stage';
import type { Measured } from '../benches';

const TABS = 8;
const LABEL = 'eight-tabs-hear-of-it';
const WITHIN_MS = 30_000;

export async function tabs(stage: Stage): Promise<Measured[]> {
  const context = await stage.window({ viewport: { width: 1440, height: 900 } });
  const pages = [];
  for (let n = 0; n < TABS; n++) {
    const page = await context.newPage();
    await page.goto(`/instances?q=${LABEL}`);
    pages.push(page);
  }
  await relabelOne(stage);
  const heard = await Promise.all(
    pages.map((page) =>
      page
        .getByRole('link', { name: LABEL })
        .waitFor({ timeout: WITHIN_MS })
        .then(
          () => 1,
          () => 0,
        ),
    ),
  );
  // One more request, beside the streams: the browser has a connection left for it.
  const answered = await pages[TABS - 1]?.evaluate(async () => (await fetch('/api/health')).ok);
  if (!answered) throw new Error('no connection was left for a request');
  await context.close();
  return [
    {
      name: `${TABS} tabs of one browser: of them live`,
      value: heard.reduce((sum: number, one) => sum + one, 0),
      limit: TABS,
      direction: 'min',
    },
  ];
}

/** Somebody gives a running instance another label, past Gantry. */
async function relabelOne(stage: Stage): Promise<void> {
  const [vast] = stage.vast;
  const account = vast?.world.accounts[0];
  const contract = account?.contracts.findLast((one) => one.kind === 'instance' && one.label !== null);
  if (!vast || !contract) throw new Error('there is nothing to label');
  const response = await fetch(`${vast.url}/api/v0/instances/${contract.id}/`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${vast.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ label: LABEL }),
  });
  if (!response.ok) throw new Error(`the label was answered with ${response.status}`);
}
