import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { exact, sum, usd } from '@/lib/money';
import { expect, test } from '../support/browser';

const DAY_MS = 86_400_000;

test('a team’s figure opens into its contracts, a contract into Vast.ai’s own lines, and both add up to it', async ({
  page,
  demo,
}) => {
  const day = (ago: number, from: Date) => new Date(from.getTime() - ago * DAY_MS).toISOString().slice(0, 10);
  const now = await demo.now();
  // Days that no longer change.
  await page.goto(`/costs?from=${day(6, now)}&to=${day(4, now)}`);
  const row = page
    .getByRole('table', { name: 'Costs by team' })
    .getByRole('row')
    .filter({ hasText: 'Vision' });
  // Teams are shown with cents that add up; the exact figure of each stands in the list of its contracts.
  await row.click();
  const sheet = page.getByRole('dialog', { name: 'Vision' });
  const contracts = sheet.getByRole('list', { name: 'Contracts' }).getByRole('listitem');
  await expect(contracts.first()).toBeVisible();
  const parts = await Promise.all(
    (await contracts.locator('data').all()).map(async (part) => (await part.getAttribute('value')) ?? ''),
  );
  const csv = await exported(page, sheet.page().url());
  const vision = csv.filter(([, team]) => team === 'Vision').map(([, , amount]) => usd(amount ?? ''));
  expect(exact(sum(parts.map(usd)))).toBe(exact(sum(vision)));

  await contracts.first().getByRole('button').click();
  const lines = page.getByRole('dialog').getByRole('list', { name: 'Charge lines' }).getByRole('listitem');
  await expect(lines.first()).toContainText(/ at \$|charge misses|rounding/i);
  const amounts = (await lines.allInnerTexts()).map((text) => text.match(/[−-]?\$[\d.,]+$/)?.[0] ?? '');
  const added = sum(amounts.map((text) => usd(text.replace('−', '-').replace(/[$,]/g, ''))));
  expect(exact(added)).toBe(exact(usd(parts[0] ?? '')));
});

test('a name that a spreadsheet would run as a formula is guarded in the file for people', async ({
  page,
}) => {
  const formula = '=HYPERLINK("http://example.com")';
  await rename(page, 'Simulated Vast.ai', formula);
  await page.goto('/costs?group=account');
  const csv = await exported(page, page.url());
  expect(csv.length).toBeGreaterThan(1);
  expect(new Set(csv.slice(1).map(([, name]) => name))).toEqual(new Set([`'${formula}`]));
  await rename(page, formula, 'Simulated Vast.ai');
});

async function rename(page: Page, name: string, next: string) {
  await page.goto('/accounts');
  await page.getByRole('button', { name: `What can be done with ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(next);
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('heading', { name: next })).toBeVisible();
}

/** What "Export CSV" saves for the screen at this address. */
async function exported(page: Page, address: string): Promise<string[][]> {
  const other = await page.context().newPage();
  await other.goto(address.replace(/[?&]open=[^&]*/, ''));
  const download = other.waitForEvent('download');
  await other.getByRole('link', { name: 'Export CSV' }).click();
  const text = readFileSync(await (await download).path(), 'utf8');
  await other.close();
  return text
    .trim()
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
      ),
    );
}
