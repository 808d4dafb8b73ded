/** An agent by the official client, and the person it asks: on a phone, with its token made and ended in a browser. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Page } from '@playwright/test';
import { expectNoViolations } from '../support/axe';
import { expect, test } from '../support/browser';

const PHONE = { width: 390, height: 844 };
const url = () => process.env.GANTRY_E2E_URL ?? '';

type Told = {
  status: string;
  plan_id?: string;
  approve_url?: string;
  result?: { offers?: { offer_id: number }[]; new_contract?: number };
};

async function connected(token: string) {
  const client = new Client({ name: 'story', version: '1' });
  const transport = new StreamableHTTPClientTransport(new URL('/api/mcp', url()), {
    requestInit: { headers: { authorization: `Bearer ${token}` } },
  });
  await client.connect(transport as Parameters<Client['connect']>[0]);
  return async (name: string, args: Record<string, unknown>) => {
    const { structuredContent } = await client.callTool({ name, arguments: args });
    return structuredContent as Told;
  };
}

const askable = async (call: Awaited<ReturnType<typeof connected>>, label: string): Promise<Told> => {
  const { result } = await call('search_offers', { gpu: 'RTX 4090', limit: 5 });
  const [offer] = result?.offers ?? [];
  return call('rent', {
    ...{ offer_id: offer?.offer_id, image: 'ubuntu', label, lease_hours: 2 },
    reason: 'The eval sweep has 212 tasks left.',
  });
};

/** Fills the form in and returns the text that is shown once. */
async function makeToken(page: Page, name: string): Promise<string> {
  await page.goto('/agents?tab=tokens');
  await page.getByRole('button', { name: 'Make a token' }).click();
  const form = page.getByRole('dialog', { name: 'Make a token' });
  await form.getByLabel('Name').fill(name);
  await form.getByRole('checkbox', { name: /^Spend/ }).check();
  await form.getByLabel('Allowance of a day').fill('0.01');
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await form.getByRole('button', { name: 'Make the token' }).click();
  expect((await answered).headers()['cache-control']).toContain('no-store');
  return shown(page.getByRole('dialog', { name: `The token ${name}` }));
}

async function shown(where: ReturnType<Page['getByRole']>): Promise<string> {
  await expect(where.getByText('Shown this once.')).toBeVisible();
  return (await where.getByText(/^gantry_\S+$/).textContent()) ?? '';
}

test('an agent asks beyond its allowance, a person answers on a phone, and it acts once; the switch stops it', async ({
  page,
  demo,
}) => {
  test.setTimeout(180_000);
  const name = 'trainer-bot';
  const token = await makeToken(page, name);
  const call = await connected(token);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('table', { name: 'Tokens' })).toContainText('$0.00 of $0.01 today');

  await page.setViewportSize(PHONE);
  const card = page.getByRole('region', { name: new RegExp(`^${name} wants to rent`) });

  await test.step('what it asks comes by itself, with its price, its words and the ceiling it passes', async () => {
    await page.goto('/agents');
    await expect(page.getByRole('heading', { name: 'No agent waits for you' })).toBeVisible();
    const asked = await askable(call, 'agent-run');
    expect(asked.status).toBe('plan');
    await expect(card).toContainText('“The eval sweep has 212 tasks left.”');
    await expect(card).toContainText(/may spend \$0\.01 a day/);
    await expect(card).toContainText(/for 2 hours/);
    await expect(page.getByRole('button', { name: /^More/ })).toContainText('1');
    await expectNoViolations(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);

    await page.goto('/');
    await page.getByRole('link', { name: 'Look and decide' }).click();
    await expect(page).toHaveURL(new RegExp(`/agents/approvals/${asked.plan_id}$`));
    expect(new URL(asked.approve_url ?? '').pathname).toBe(`/agents/approvals/${asked.plan_id}`);

    await card.getByRole('button', { name: /^Approve, at most \$/ }).click();
    const question = page.getByRole('dialog', { name: new RegExp(`^Let ${name} rent`) });
    expect((await call('rent', { plan_id: asked.plan_id })).status).toBe('needs_approval');
    await question.getByRole('button', { name: /^Approve, at most \$/ }).click();
    await expect(card).toContainText(/Approved by .*; it may run once until/);
    const done = await call('rent', { plan_id: asked.plan_id });
    expect(done.status).toBe('done');
    expect((await call('rent', { plan_id: asked.plan_id })).result).toEqual(done.result);
    const rented = (await demo.written()).filter(({ contract }) => contract === done.result?.new_contract);
    expect(rented).toHaveLength(1);
    await demo.call('DELETE', `/api/v0/instances/${done.result?.new_contract}/`);
    await expect(card).toContainText('Run once');
  });

  await test.step('refused, it is told so and nothing is done', async () => {
    const asked = await askable(call, 'agent-run-2');
    await page.goto(`/agents/approvals/${asked.plan_id}`);
    await card.getByRole('button', { name: 'Refuse' }).click();
    await page
      .getByRole('dialog', { name: `Refuse ${name}?` })
      .getByRole('button', { name: 'Refuse' })
      .click();
    await expect(card).toContainText(/Refused by/);
    expect((await call('rent', { plan_id: asked.plan_id })).status).not.toBe('done');
  });

  await test.step('stopped, no agent does anything, until somebody lets them act again', async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto('/agents?tab=activity');
    await expect(page.getByRole('main')).toContainText(/rented \d+× RTX 4090/);
    await page.getByRole('button', { name: 'Stop all agents' }).click();
    const question = page.getByRole('dialog', { name: 'Stop all agents?' });
    await question.getByRole('button', { name: 'Stop all agents' }).click();
    const bar = page.getByRole('region', { name: 'Agents are stopped' });
    await expect(bar).toContainText(/stopped them/);
    await expect(connected(token).then((again) => again('search_offers', {}))).rejects.toThrow();
    await bar.getByRole('button', { name: 'Let agents act again' }).click();
    await expect(bar).toBeHidden();
    expect((await (await connected(token))('search_offers', {})).status).toBe('done');
  });
});

test('a token is made, shown once, rotated with an overlap and revoked', async ({ page }) => {
  const opens = async (token: string) =>
    (
      await fetch(`${url()}/api/mcp`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
        },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
      })
    ).status !== 401;
  const first = await makeToken(page, 'janitor');
  expect(await opens(first)).toBe(true);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(first)).toHaveCount(0);

  // By its place: behind an open sheet nothing has a role.
  const row = page.locator('tbody tr').filter({ hasText: 'janitor' });
  await row.getByRole('button', { name: 'janitor' }).click();
  const sheet = page.getByRole('dialog', { name: 'janitor', exact: true });
  await sheet.getByRole('button', { name: 'Rotate' }).click();
  await page.getByRole('dialog', { name: 'Rotate janitor?' }).getByRole('button', { name: 'Rotate' }).click();
  const second = await shown(sheet);
  expect(second).not.toBe(first);
  expect([await opens(first), await opens(second)]).toEqual([true, true]);
  await expect(row).toContainText('two secrets');

  await sheet.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog', { name: 'Revoke janitor?' }).getByRole('button', { name: 'Revoke' }).click();
  await expect(row).toHaveCount(0);
  expect([await opens(first), await opens(second)]).toEqual([false, false]);
});
