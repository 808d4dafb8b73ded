import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { exact, sum, usd, ZERO } from '@/lib/money';
import { expect, goTo, offers, rentAs, signIn, test } from '../support/browser';

// Another name every time: an application that was used before has what an earlier run left.
const NAME = `story-${Date.now().toString(36)}`;
const TEAM = 'Vision';

test('from a sign-in to a rented GPU, its log, its end, and a report that adds up', async ({
  stranger: page,
  demo,
}) => {
  test.setTimeout(150_000);
  await signIn(page);

  await test.step('filter the market and choose the cheapest match', async () => {
    await goTo(page, 'Market');
    await expect(offers(page).first()).toBeVisible({ timeout: 60_000 });
    await page.getByRole('combobox', { name: 'GPU', exact: true }).click();
    await page.getByRole('option', { name: /^RTX 3090 \d/ }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('group', { name: 'GPUs in one machine' }).getByLabel('1', { exact: true }).check();
    await expect(offers(page).first()).toContainText('1× RTX 3090');
    const prices = await pricesOf(page);
    expect(prices).toEqual(prices.toSorted((a, b) => a - b));
    await offers(page).first().click();
  });

  // From here on nothing may load the page anew: what changes arrives by itself.
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));

  await test.step('rent it for a team, with a name, an image and an end', async () => {
    const form = page.getByRole('form', { name: 'Rent 1× RTX 3090' });
    await rentAs(form, NAME, { team: TEAM, project: 'proof' });
  });

  await test.step('it turns running by itself', async () => {
    const outcome = page.getByRole('region', { name: 'What became of the rent' });
    await expect(outcome.getByRole('heading', { name: 'Rented' })).toBeVisible();
    // The image is pulled within minutes of its time; the rest of the hour it computes.
    await demo.advance(3600);
    await expect(outcome.getByRole('heading', { name: 'It runs' })).toBeVisible();
    await outcome.getByRole('link', { name: 'Open the instance' }).click();
    await expect(page.getByRole('heading', { name: NAME })).toBeVisible();
    await expect(statusOf(page, 'Running')).toBeVisible();
  });

  await test.step('its log appears', async () => {
    await page.getByRole('tab', { name: 'Logs' }).click();
    await expect(page.getByRole('tabpanel').getByRole('region', { name: 'Log' })).toContainText(/\w/);
  });

  await test.step('destroy it: the name typed out, and the time to take it back passes', async () => {
    await page.getByRole('button', { name: 'What else can be done with it' }).click();
    await page.getByRole('menuitem', { name: 'Destroy' }).click();
    const dialog = page.getByRole('dialog', { name: `Destroy ${NAME}?` });
    const button = dialog.getByRole('button', { name: 'Destroy', exact: true });
    await dialog.getByRole('textbox').fill('story');
    await expect(button).toBeDisabled();
    await dialog.getByRole('textbox').fill(NAME);
    await button.click();
    await expect(page.getByText(new RegExp(`Destroying ${NAME} in \\d+ s`))).toBeVisible();
    await expect(statusOf(page, 'Gone')).toBeVisible({ timeout: 20_000 });
    expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
  });

  await test.step('its charge appears under its team', async () => {
    await demo.advance(600);
    await goTo(page, 'Costs');
    const sheet = page.getByRole('dialog', { name: TEAM });
    const line = sheet.getByRole('listitem').filter({ hasText: NAME });
    // Charges are asked for again by and by; whoever looks again meanwhile finds them.
    await expect(async () => {
      await page.getByRole('table', { name: 'Costs by team' }).getByRole('row', { name: TEAM }).click();
      await expect(sheet.getByRole('listitem').first()).toBeVisible();
      if (!(await line.isVisible())) await page.keyboard.press('Escape');
      await expect(line).toBeVisible({ timeout: 1 });
    }).toPass({ timeout: 60_000 });
    expect(usd((await line.locator('data').getAttribute('value')) ?? '').greaterThan(ZERO)).toBe(true);
    await page.keyboard.press('Escape');
  });

  await test.step('the file’s total is the screen’s, to the last digit', async () => {
    // A reading may arrive between the two; then they are compared again.
    await expect(async () => {
      const shown = await page
        .getByLabel('Costs of these days')
        .locator('data')
        .first()
        .getAttribute('value');
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Export CSV' }).click();
      const csv = readFileSync(await (await download).path(), 'utf8');
      expect(totalOf(csv)).toBe(shown);
    }).toPass({ timeout: 20_000 });
  });
});

/** The word beside an instance's name. */
const statusOf = (page: Page, word: string) =>
  page
    .getByRole('main')
    .getByText(new RegExp(`^${word}`))
    .first();

/** The first column of money in the table of offers. */
async function pricesOf(page: Page): Promise<number[]> {
  const texts = await offers(page).locator('td:nth-child(2) data').all();
  return Promise.all(texts.map(async (each) => Number(await each.getAttribute('value'))));
}

/** The sum of the last column; none of these cells needs quotes. */
function totalOf(csv: string): string {
  const [head, ...lines] = csv.trim().split('\r\n');
  expect(head?.endsWith(',cost_usd')).toBe(true);
  return exact(sum(lines.map((line) => usd(line.slice(line.lastIndexOf(',') + 1)))));
}
