import type { BrowserContext, Page, Request } from '@playwright/test';
import { expect, goTo, test } from '../support/browser';

const rowOf = (page: Page, name: string) =>
  page.getByRole('table', { name: 'Instances' }).getByRole('row').filter({ hasText: name });

/** Streams that were opened and are still open, over all tabs of a browser. */
function streamsOf(context: BrowserContext): Set<Request> {
  const open = new Set<Request>();
  context.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/live') open.add(request);
  });
  context.on('requestfinished', (request) => void open.delete(request));
  context.on('requestfailed', (request) => void open.delete(request));
  return open;
}

test('eight tabs share one stream, and go on when the tab that holds it closes', async ({
  page,
  context,
}) => {
  const streams = streamsOf(context);
  await page.goto('/instances');
  await expect(page.getByText(/, live/)).toBeVisible();
  const tabs = await Promise.all(Array.from({ length: 7 }, () => context.newPage()));
  for (const tab of tabs) await tab.goto('/instances');
  for (const tab of tabs) await expect(tab.getByText(/, live/)).toBeVisible();
  expect(streams.size).toBe(1);
  await page.close();
  const [next] = tabs;
  if (!next) throw new Error('no tab');
  await expect.poll(() => streams.size).toBe(1);
  // Readings come every few seconds and change: each tab hears of it.
  for (const tab of tabs) await expect(tab.getByText(/, live, last change [0-9] s ago/)).toBeVisible();
});

test('a destroy is asked for by name, seen in every tab, and taken back', async ({ page, context }) => {
  await page.goto('/instances');
  const name = 'notebook-en';
  await rowOf(page, name).focus();
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('dialog', { name: `Destroy ${name}?` });
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(dialog.getByRole('button', { name: 'Destroy', exact: true })).toBeDisabled();
  await dialog.getByRole('textbox').fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByText(`Destroying ${name} in`)).toBeVisible();

  const other = await context.newPage();
  await other.goto('/instances');
  await other.getByRole('button', { name: 'Take back' }).click();
  await expect(page.getByText(`Destroying ${name} in`)).toBeHidden();
  await expect(rowOf(page, name)).toContainText('Stopped');
});

test('what is chosen is stopped as one, and each row says how it goes', async ({ page }) => {
  await page.goto('/instances?view=running');
  const names = ['llama-ft-13', 'embed-crawl'];
  for (const name of names) await rowOf(page, name).getByRole('checkbox').check();
  const bar = page.getByRole('region', { name: 'Chosen rows' });
  await expect(bar).toContainText('2 chosen');
  await bar.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop 2' }).click();
  await page.getByRole('group', { name: 'Which instances' }).getByLabel(/^All/).check();
  for (const name of names) await expect(rowOf(page, name)).toContainText(/Stopping|Stopped/);
  for (const name of names) await expect(rowOf(page, name)).toContainText('Stopped');
});

test('a filter is in the address, and survives a reload and the way back', async ({ page }) => {
  await page.goto('/instances');
  await page.getByRole('searchbox', { name: /^Filter by name/ }).fill('h100');
  await expect(page).toHaveURL(/q=h100/);
  await expect(rowOf(page, 'vision-ft-04')).toBeHidden();
  await page.reload();
  await expect(page.getByRole('searchbox', { name: /^Filter by name/ })).toHaveValue('h100');
  await rowOf(page, 'llama-ft-12').getByRole('link', { name: 'llama-ft-12' }).click();
  await expect(page.getByRole('heading', { name: 'llama-ft-12' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('searchbox', { name: /^Filter by name/ })).toHaveValue('h100');
});

test('an instance that isn’t there says so, and a short link finds one that is', async ({ page }) => {
  await page.goto('/instances');
  await rowOf(page, 'vision-ft-04').getByRole('link', { name: 'vision-ft-04' }).click();
  await expect(page.getByRole('heading', { name: 'vision-ft-04' })).toBeVisible();
  const contract = new URL(page.url()).pathname.split('/').at(-1);
  await page.goto(`/i/${contract}`);
  await expect(page.getByRole('heading', { name: 'vision-ft-04' })).toBeVisible();
  const address = new URL(page.url()).pathname;
  await goTo(page, 'Instances');
  await page.goto(address.replace(/\d+$/, '1'));
  await expect(page.getByText('There is no such instance here')).toBeVisible();
});
