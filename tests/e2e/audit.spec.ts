import { readFileSync } from 'node:fs';
import pg from 'pg';
import { startServer } from '@/lib/store/server';
import { expect, goTo, offers, rentAs, test } from '../support/browser';

test('what somebody did is found by words, told with its instance, and exported as it is shown', async ({
  page,
}) => {
  await page.goto('/market?gpu=RTX+3090');
  await offers(page).nth(1).click();
  await rentAs(page.getByRole('form', { name: /^Rent/ }), 'audited-1', { team: 'Vision' });
  await expect(page.getByText(/Rented/).first()).toBeVisible();

  // Once it is seen, what was done to it leads to it.
  await goTo(page, 'Instances');
  await expect(page.getByRole('row').filter({ hasText: 'audited-1' })).toBeVisible();
  await goTo(page, 'Audit');
  await expect(page.getByRole('heading', { name: 'Audit', level: 1 })).toBeVisible();
  const rows = page.getByRole('list', { name: /^What happened on/ }).getByRole('listitem');
  await expect(rows.filter({ hasText: 'audited-1' }).first()).toBeVisible();

  await page.getByLabel('Words').fill('rented audited-1');
  await expect(page).toHaveURL(/q=rented/);
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Done');

  await rows.getByRole('button', { name: /^Details of/ }).click();
  await expect(rows.getByText('Request')).toBeVisible();
  await expect(rows.getByText('Intent')).toBeVisible();
  await expect(rows.locator('pre')).toContainText('audited-1');

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export CSV' }).click();
  const lines = readFileSync(await (await download).path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('audited-1');

  // The instance's name leads to it; the way back leads to the same rows.
  await rows.getByRole('link', { name: 'audited-1' }).click();
  await expect(page).toHaveURL(/\/instances\//);
  await page.goBack();
  await expect(page.getByLabel('Words')).toHaveValue('rented audited-1');
  await expect(rows).toHaveCount(1);
});

test('a row narrows the audit to who did it; nothing that fits says so, and leads out', async ({ page }) => {
  await page.goto('/audit?result=refused&q=nobody-typed-this');
  await expect(page.getByRole('heading', { name: 'Nothing fits all of this' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL(/\/audit$/);

  await page.getByLabel('Words').fill('linked the');
  const rows = page.getByRole('list', { name: /^What happened on/ }).getByRole('listitem');
  const first = rows.filter({ hasText: 'Setup by a rule' }).first();
  await first.getByRole('button', { name: /^Details of/ }).click();
  await first.getByRole('button', { name: 'Only what Setup did' }).click();
  await expect(page).toHaveURL(/who=rule/);
  await expect(rows.first()).toBeVisible();
  await expect(rows.filter({ hasNotText: 'by a rule' })).toHaveCount(0);
});

test('an address that can’t be understood is answered with what is wrong', async ({ page }) => {
  await page.goto('/audit?result=good');
  await expect(page.getByRole('alert').filter({ hasText: 'result: give some of' })).toBeVisible();
});

test.describe('a request that never arrives', () => {
  test.use({ tolerated: /net::ERR_FAILED/ });

  test('the next rows come when asked for; when they don’t, they can be asked for again', async ({
    page,
    dataDir,
  }) => {
    await happened(dataDir, 120);
    await page.goto('/audit?q=counted');
    const rows = page.getByRole('list', { name: /^What happened on/ }).getByRole('listitem');
    await expect(rows).toHaveCount(50);
    await page.route('**/api/audit?*', (route) => route.abort());
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'did not come' })).toBeVisible();
    await page.unroute('**/api/audit?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(rows).toHaveCount(100);
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect(rows).toHaveCount(120);
    await expect(page.getByText('That is all of it.')).toBeVisible();
  });
});

/** So many acts in every workspace. */
async function happened(dataDir: string, times: number): Promise<void> {
  const { url } = await startServer({ dataDir });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    `INSERT INTO audit_event (workspace_id, at, actor_kind, actor_name, via, action, result, sentence)
     SELECT id, now(), 'rule', 'Gantry', 'automation', 'workspace.changed', 'done', 'counted ' || n
     FROM workspace, generate_series(1, $1) n`,
    [times],
  );
  await client.end();
}

test('the gallery is there for an owner, and only for one who knows of it', async ({ page, stranger }) => {
  await page.goto('/gallery');
  await expect(page.getByRole('heading', { name: 'Gallery' })).toBeVisible();
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Gallery' })).toHaveCount(0);
  // What floats takes the theme of the pane it was opened from.
  const pane = page.locator('[data-shows="components/ui/dialog.tsx"] [data-theme=dark]');
  await pane.getByRole('button', { name: 'Open a dialog' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await stranger.goto('/gallery');
  await expect(stranger).toHaveURL(/sign-in/);
});
