import type { Page } from '@playwright/test';
import { expect, offers, test } from '../../support/browser';
import { expectFocusSeen, goByKeys, pickByTyping, tabTo } from '../../support/keyboard';

/** The market of one model, from the overview: to the filter, into its list, out of it, and down to the first row. */
async function filterByKeys(page: Page, model: string) {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await goByKeys(page, 'gm', 'Market');
  // In the first minute of a first start nobody has looked at the market yet.
  await expect(offers(page).first()).toBeVisible({ timeout: 60_000 });

  await page.keyboard.press('/');
  const filter = page.getByRole('combobox', { name: 'GPU', exact: true });
  await expect(filter).toBeFocused();
  await expectFocusSeen(page);
  await page.keyboard.press('Enter');
  await page.keyboard.type(model);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`gpu=${model.replaceAll(' ', '\\+')}`));
  // Once for what was typed, once for the list.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox')).toBeHidden();
  await expect(filter).toBeFocused();
  await expect(offers(page).first()).toContainText(model);
  // Past the last of the filters, into the rows.
  await page.keyboard.press('Tab');
  await page.keyboard.press('j');
  await expect(offers(page).first()).toBeFocused();
}

test.describe.configure({ timeout: 120_000 });

test('with the keyboard alone: build a filter, choose an offer, be told what is missing, put it aside', async ({
  page,
}) => {
  await filterByKeys(page, 'RTX 5090');
  // More of the filter: machines with one GPU only.
  const count = page.getByRole('group', { name: 'GPUs in one machine' });
  await tabTo(page, count.getByLabel('1', { exact: true }), { back: true });
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/count=1/);
  await expect(offers(page).first()).toContainText('1× RTX 5090');
  await expectFocusSeen(page);

  await page.keyboard.press('j');
  await page.keyboard.press('j');
  const row = offers(page).and(page.locator(':focus'));
  await expect(row).toHaveCount(1);
  const chosen = await row.getAttribute('data-id');
  await page.keyboard.press('Enter');
  const form = page.getByRole('form', { name: /^Rent \d+× RTX 5090/ });
  await expect(form).toBeVisible();
  await page.keyboard.press('r');
  await expect(form.getByRole('combobox').first()).toBeFocused();
  await tabTo(page, form.getByRole('button', { name: /^Rent for \$/ }));
  // Nothing is chosen to run yet: it says so and sends nothing.
  await page.keyboard.press('Enter');
  await expect(form.getByText('Choose a template, or name an image.')).toBeVisible();
  await expectFocusSeen(page);
  await page.keyboard.press('Escape');
  await expect(form).toBeHidden();
  // Somebody else may have taken it meanwhile; then it isn't listed any more.
  const still = offers(page).and(page.locator(`[data-id="${chosen}"]`));
  if ((await still.count()) > 0) await expect(still).toBeFocused();
});

test('with the keyboard alone: rent, from the list of offers to the instance that runs', async ({
  page,
  demo,
}) => {
  const name = `by-keyboard-${Date.now().toString(36)}`;
  await filterByKeys(page, 'RTX 3080');
  await page.keyboard.press('Enter');
  const form = page.getByRole('form', { name: /^Rent \d+× RTX 3080/ });
  await expect(form).toBeVisible();

  await test.step('fill it in', async () => {
    await page.keyboard.press('r');
    const template = form.getByLabel('Template');
    await pickByTyping(page, template, 'Another');
    await tabTo(page, form.getByLabel('Image', { exact: true }));
    await page.keyboard.type('pytorch/pytorch:2.9.0-cuda12.8-cudnn9-runtime');
    const ends = form.getByLabel('Ends');
    await tabTo(page, ends);
    await pickByTyping(page, ends, 'in 4');
    await tabTo(page, form.getByLabel('Name'));
    await page.keyboard.press('Control+a');
    await page.keyboard.type(name);
    const team = form.getByLabel('Team');
    await tabTo(page, team);
    await pickByTyping(page, team, 'Vision');
  });

  const outcome = page.getByRole('region', { name: 'What became of the rent' });
  await test.step('press the price; the answer takes the keys from the form that went', async () => {
    await tabTo(page, form.getByRole('button', { name: /^Rent for \$/ }));
    await page.keyboard.press('Enter');
    await expect(outcome.getByRole('heading', { name: 'Rented' })).toBeFocused();
    await demo.advance(3600);
    await expect(outcome.getByRole('heading', { name: 'It runs' })).toBeFocused();
  });

  await test.step('open it', async () => {
    await tabTo(page, outcome.getByRole('link', { name: 'Open the instance' }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
    await expect(
      page
        .getByRole('main')
        .getByText(/^Running/)
        .first(),
    ).toBeVisible();
    // The link went with the market: the keys are on the new page, and Tab goes on in it.
    await expect(page.getByRole('main')).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('main').locator(':focus')).toHaveCount(1);
    await expectFocusSeen(page);
  });
});
