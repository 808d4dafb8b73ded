import { expect, test } from '../support/browser';
import { seriesOf } from '../support/prometheus';

test('this machine may read the metrics: what was asked for, and how the deployment stands', async ({
  page,
}) => {
  await page.goto('/costs');
  await expect(page.getByRole('heading', { name: 'Costs' })).toBeVisible();
  const read = async () => {
    const answer = await page.request.get('/metrics');
    expect(answer.headers()['content-type']).toContain('text/plain');
    return seriesOf(await answer.text());
  };
  // The page's stream opens after the page.
  await expect.poll(async () => (await read()).get('gantry_live_clients')).toBeGreaterThan(0);
  const series = await read();
  const costs = 'gantry_http_request_duration_seconds_count{method="GET",route="/costs",status="200"}';
  expect(series.get(costs)).toBeGreaterThan(0);
  expect(series.get('gantry_intents_unsettled{state="unknown"}')).toBeGreaterThanOrEqual(0);
  expect([...series.keys()].filter((name) => name.startsWith('gantry_poll_age_seconds'))).not.toEqual([]);

  const forwarded = await page.request.get('/metrics', { headers: { 'x-forwarded-for': '127.0.0.1' } });
  expect(forwarded.status()).toBe(401);
});
