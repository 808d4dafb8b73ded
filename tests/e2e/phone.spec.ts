import { expect, test } from '../support/browser';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('on a phone: tabs under the thumb, rows of two lines, the rent in a sheet', async ({ page }) => {
  await page.goto('/');
  const tabs = page.getByRole('navigation', { name: 'Main' });
  for (const [tab, title] of [
    ['Market', 'Market'],
    ['Instances', 'Instances'],
    ['Costs', 'Costs'],
    ['Overview', 'Overview'],
  ] as const) {
    await tabs.getByRole('link', { name: tab }).tap();
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  }

  await tabs.getByRole('link', { name: 'Instances' }).tap();
  const instance = page
    .getByRole('list', { name: 'Instances' })
    .getByRole('listitem')
    .filter({ hasText: 'llama-ft-12' });
  await expect(instance).toContainText('4× H100 SXM');
  await expect(instance).toContainText('Running');
  await expect(instance).toContainText(/\$\d+\.\d\d\/h/);
  await instance.getByRole('link').tap();
  await expect(page.getByRole('heading', { name: 'llama-ft-12' })).toBeVisible();

  await page.goto('/market?gpu=RTX+4090');
  await page.getByRole('list', { name: 'Offers' }).getByRole('button').first().tap();
  const sheet = page.getByRole('dialog', { name: /^Rent \d+× RTX 4090/ });
  await expect(sheet.getByRole('button', { name: /^Rent for \$/ })).toBeInViewport();

  await page.goto('/');
  await tabs.getByRole('button', { name: 'More' }).tap();
  await page.getByRole('dialog', { name: 'More' }).getByRole('link', { name: 'Accounts' }).tap();
  await expect(page.getByRole('heading', { name: 'Accounts' })).toBeVisible();
});
