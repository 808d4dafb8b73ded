import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import pg from 'pg';
import { startServer } from '@/lib/store/server';
import { OWNER } from '../support/app';
import { expect, test } from '../support/browser';

const linesOf = (dataDir: string, name: string) =>
  readFileSync(join(dataDir, 'logs', `${name}.log`), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { [fact: string]: unknown });

test('a screen that breaks names its request, and the log tells under it what broke', async ({
  browser,
  session,
  dataDir,
}) => {
  // The story's own page would fail over what the browser complains of here.
  const context = await browser.newContext({ baseURL: process.env.GANTRY_E2E_URL, storageState: session });
  const page = await context.newPage();
  const asked = new Set<string | undefined>();
  page.on('response', (response) => {
    if (new URL(response.url()).pathname === '/settings') asked.add(response.headers()['x-request-id']);
  });
  await page.goto('/costs');
  await whileRenamed(dataDir, 'allocation_rule', async () => {
    // Once by the rail, which asks in the background, and once as a page of its own.
    await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
    await expect(page.getByText('This screen could not be drawn.')).toBeVisible();
    const first = await toldAndLogged(page, dataDir, asked);
    await page.reload();
    await expect(page.getByText('This screen could not be drawn.')).toBeVisible();
    expect(await toldAndLogged(page, dataDir, asked)).not.toBe(first);
  });
  await page.getByRole('button', { name: 'Draw it again' }).click();
  await context.close();
});

test('every log is lines of JSON, and no secret stands in any', async ({ page, dataDir, demo, session }) => {
  await page.goto('/');
  const answer = await page.request.get('/api/meter', { headers: { 'x-request-id': 'asked-by-a-story' } });
  expect(answer.headers()['x-request-id']).toBe('asked-by-a-story');
  await expect
    .poll(() => linesOf(dataDir, 'web'))
    .toContainEqual(
      expect.objectContaining({ requestId: 'asked-by-a-story', route: '/api/meter', status: 200 }),
    );

  const secrets = [
    OWNER.password,
    demo.apiKey,
    readFileSync(join(dataDir, 'secret.key'), 'utf8').trim(),
    (JSON.parse(readFileSync(join(dataDir, 'postgres/gantry.json'), 'utf8')) as { password: string })
      .password,
    ...session.cookies.filter(({ httpOnly }) => httpOnly).map(({ value }) => value),
  ];
  expect(secrets.length).toBeGreaterThan(4);
  for (const file of readdirSync(join(dataDir, 'logs'))) {
    const text = readFileSync(join(dataDir, 'logs', file), 'utf8');
    for (const secret of secrets) expect(text.includes(secret), `a secret in ${file}`).toBe(false);
  }
  expect(linesOf(dataDir, 'worker')).toContainEqual(
    expect.objectContaining({ part: 'worker', msg: 'started' }),
  );
});

/** The id on the screen: that of a request for it, of which the log says that one broke at the missing table. */
async function toldAndLogged(
  page: Page,
  dataDir: string,
  asked: ReadonlySet<string | undefined>,
): Promise<string> {
  const broke = () =>
    linesOf(dataDir, 'web').filter(
      ({ msg, requestId }) => msg === 'a request failed' && asked.has(String(requestId)),
    );
  const missing = { route: '/settings', err: { cause: { code: '42P01' } } };
  await expect.poll(() => broke().at(-1)).toMatchObject(missing);
  const told = (await page.getByText('Tell support:').locator('code').textContent()) ?? '';
  expect(told).toMatch(/^[0-9a-z]{16}$/);
  expect([...asked]).toContain(told);
  return told;
}

async function whileRenamed(dataDir: string, table: string, work: () => Promise<void>): Promise<void> {
  const { url } = await startServer({ dataDir });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`ALTER TABLE ${table} RENAME TO ${table}_away`);
  try {
    await work();
  } finally {
    await client.query(`ALTER TABLE ${table}_away RENAME TO ${table}`);
    await client.end();
  }
}
