import { readFileSync } from 'node:fs';
import { usd, ZERO } from '@/lib/money';
import { expect, test } from '../../support/browser';
import { expectFocusSeen, goByKeys, tabTo } from '../../support/keyboard';

const DAY_MS = 86_400_000;

test('with the keyboard alone: choose what to export, and save it', async ({ page, demo }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await goByKeys(page, 'gc', 'Costs');

  await test.step('by what', async () => {
    const by = page.getByRole('group', { name: 'Group by' });
    await tabTo(page, by.getByLabel('Team'));
    for (const word of ['Project', 'Label', 'GPU']) {
      await page.keyboard.press('ArrowRight');
      await expect(by.getByLabel(word)).toBeFocused();
    }
    await expect(page).toHaveURL(/group=gpu/);
    await expect(page.getByRole('table', { name: 'Costs by gpu' })).toBeVisible();
    await expect(by.getByLabel('GPU')).toBeFocused();
  });

  await test.step('which days', async () => {
    const days = page.getByRole('button', { name: /^Days: / });
    await tabTo(page, days, { back: true });
    await page.keyboard.press('Enter');
    const week = page.getByRole('button', { name: 'Last 7 days' });
    await tabTo(page, week);
    await page.keyboard.press('Enter');
    await expect(week).toBeHidden();
    await expect(page).toHaveURL(/from=/);
    await expect(days).toBeFocused();
  });

  await test.step('and save', async () => {
    const link = page.getByRole('link', { name: 'Export CSV' });
    await tabTo(page, link);
    const saving = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    const download = await saving;
    expect(download.suggestedFilename()).toMatch(/^costs-by-gpu-.*\.csv$/);
    const lines = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(lines[0]).toBe('day,gpu,cost_usd');
    const [day = '', gpu = '', cost = ''] = (lines[1] ?? '').split(',');
    const now = (await demo.now()).getTime();
    expect(Date.parse(`${day}T00:00:00Z`)).toBeGreaterThan(now - 8 * DAY_MS);
    expect(Date.parse(`${day}T00:00:00Z`)).toBeLessThanOrEqual(now);
    await expect(page.getByRole('table', { name: 'Costs by gpu' })).toContainText(gpu);
    expect(usd(cost).greaterThan(ZERO)).toBe(true);
    await expect(link).toBeFocused();
    await expectFocusSeen(page);
  });
});
