import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, signIn, test } from '../support/browser';
import { addPerson } from '../support/people';

/** A program on this machine that is posted to; it answers as told, then 204. */
async function program() {
  const posted: { headers: IncomingHttpHeaders; raw: string }[] = [];
  const answers: number[] = [];
  const server = createServer(async (request, response) => {
    let raw = '';
    for await (const part of request) raw += String(part);
    posted.push({ headers: request.headers, raw });
    response.writeHead(answers.shift() ?? 204).end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hooks`, posted, answers, close: () => server.close() };
}

const signatureOf = (secret: string, { headers, raw }: { headers: IncomingHttpHeaders; raw: string }) =>
  `v1,${createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64'))
    .update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${raw}`)
    .digest('base64')}`;

async function seemly(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, help }) => `${id}: ${help}`)).toEqual([]);
}

const deliveries = (page: Page) =>
  page.getByRole('list', { name: 'Deliveries', exact: true }).locator('> li');

test('a webhook is made, tested, fails, is sent again, rotated, paused and deleted', async ({ page }) => {
  test.setTimeout(150_000);
  const to = await program();
  let secret = '';

  await test.step('made from Settings, after an address was refused; its secret is shown once', async () => {
    await page.goto('/settings');
    await page.getByRole('link', { name: 'Open webhooks' }).click();
    await expect(page.getByRole('heading', { name: 'Nobody is told yet' })).toBeVisible();
    await seemly(page);
    await page.getByRole('button', { name: 'New webhook' }).click();
    const dialog = page.getByRole('dialog', { name: 'New webhook' });
    await dialog.getByLabel('Name').fill('Ops channel');
    await dialog.getByLabel('Address').fill('https://169.254.169.254/latest');
    await dialog.getByRole('button', { name: 'Make the webhook' }).click();
    await expect(dialog.getByRole('alert')).toContainText('it is in a private network');
    await dialog.getByLabel('Address').fill(to.url);
    await seemly(page);
    await dialog.getByRole('button', { name: 'Make the webhook' }).click();
    const shown = page.getByRole('dialog', { name: 'The webhook is on' });
    secret = (await shown.locator('code').textContent()) ?? '';
    expect(secret).toMatch(/^whsec_/);
    await shown.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('table', { name: 'Webhooks' }).getByRole('link', { name: 'Ops channel' }).click();
    await expect(page.getByRole('heading', { name: 'Nothing was sent yet' })).toBeVisible();
    expect(await page.content()).not.toContain(secret);
  });

  await test.step('a test arrives, signed, and the page says so by itself', async () => {
    await page.getByRole('button', { name: 'Send a test' }).click();
    await expect(deliveries(page).first()).toContainText('webhook.test');
    await expect(deliveries(page).first()).toContainText('arrived');
    const [test] = to.posted;
    if (!test) throw new Error('nothing came');
    expect(test.headers['webhook-signature']).toBe(signatureOf(secret, test));
  });

  await test.step('one that failed is given up, shows why, and is sent again', async () => {
    to.answers.push(503);
    await page.getByRole('button', { name: 'Send a test' }).click();
    const failed = deliveries(page).filter({ hasText: 'given up' });
    await expect(failed).toContainText('answered 503');
    await failed.locator('summary').click();
    await seemly(page);
    await failed.getByRole('button', { name: 'Send again' }).click();
    await expect(deliveries(page).filter({ hasText: 'arrived' })).toHaveCount(2);
    const ids = to.posted.map(({ headers }) => headers['webhook-id']);
    expect(ids[1]).toBe(ids[2]);
    await page.getByText('Given up', { exact: true }).first().click();
    await expect(page.getByRole('heading', { name: 'None like that' })).toBeVisible();
    await page.getByText('All', { exact: true }).click();
    await expect(deliveries(page)).toHaveCount(2);
  });

  await test.step('on a phone nothing is wider than the screen', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of [page.url(), '/settings/webhooks']) {
      await page.goto(path);
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wider).toBe(0);
      await seemly(page);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('table', { name: 'Webhooks' }).getByRole('link', { name: 'Ops channel' }).click();
  });

  const more = async (item: string) => {
    await page.getByRole('button', { name: 'More of Ops channel' }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };

  await test.step('rotated: both secrets sign for a day', async () => {
    await more('Rotate the secret');
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
    const shown = page.getByRole('dialog', { name: 'A new secret for Ops channel' });
    const next = (await shown.locator('code').textContent()) ?? '';
    await shown.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Send a test' }).click();
    await expect.poll(() => to.posted.length).toBe(4);
    const last = to.posted.at(-1);
    if (!last) throw new Error('nothing came');
    expect(last.headers['webhook-signature']).toBe(`${signatureOf(next, last)} ${signatureOf(secret, last)}`);
  });

  await test.step('paused and resumed, then deleted', async () => {
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByText('Somebody paused it.')).toBeVisible();
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(page.getByText('Somebody paused it.')).toBeHidden();
    await more('Delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByRole('heading', { name: 'Nobody is told yet' })).toBeVisible();
  });
  to.close();
});

test('Vast.ai tells of an account when it is asked to, and no longer when it isn’t', async ({ page }) => {
  await page.goto('/settings/webhooks');
  const heard = page.getByRole('list', { name: 'Accounts of which Vast.ai tells Gantry' });
  await heard
    .getByRole('button', { name: /^Hear of/ })
    .first()
    .click();
  await expect(heard).toContainText('on, nothing has come yet');
  await heard
    .getByRole('button', { name: /^Stop hearing of/ })
    .first()
    .click();
  await expect(heard).toContainText('Vast.ai doesn’t tell Gantry of it');
});

test('an engineer finds no webhooks', async ({ stranger: page, dataDir }) => {
  const engineer = {
    email: 'hooks-engineer@example.com',
    password: 'rents and does not tell',
    role: 'engineer',
  } as const;
  await addPerson(dataDir, engineer);
  await signIn(page, engineer);
  await page.goto('/settings');
  await expect(page.getByRole('heading', { name: 'You', exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open webhooks' })).toHaveCount(0);
});
