/** What the stories in the browser share: somebody signed in, the demo's Vast.ai, and a console that stays silent. */
import { type BrowserContext, test as base, expect, type Locator, type Page } from '@playwright/test';
import { signIn } from './sign-in';
import { demoOf, type Simulated } from './simulated';

export { expect, signIn };

interface Story {
  /** Where the running application keeps its data. */
  dataDir: string;
  /** Nobody is signed in. */
  stranger: Page;
  demo: Simulated;
  /** What the console may say in this story, because the story is about it. */
  tolerated: RegExp | undefined;
}

interface Shared {
  /** The owner's session, begun once. */
  session: Awaited<ReturnType<BrowserContext['storageState']>>;
}

export const test = base.extend<Story, Shared>({
  session: [
    async ({ browser }, use) => {
      const context = await browser.newContext({ baseURL: process.env.GANTRY_E2E_URL });
      await signIn(await context.newPage());
      const state = await context.storageState();
      await context.close();
      await use(state);
    },
    { scope: 'worker' },
  ],
  storageState: ({ session }, use) => use(session),
  // A page that complains in its console is broken for somebody, whatever it looks like.
  page: async ({ page, tolerated }, use) => {
    const complaints = listen(page, tolerated);
    await use(page);
    expect(complaints).toEqual([]);
  },
  stranger: async ({ browser, tolerated }, use) => {
    const context = await browser.newContext({
      baseURL: process.env.GANTRY_E2E_URL,
      storageState: { cookies: [], origins: [] },
    });
    const page = await context.newPage();
    const complaints = listen(page, tolerated);
    await use(page);
    expect(complaints).toEqual([]);
    await context.close();
  },
  tolerated: [undefined, { option: true }],
  dataDir: [process.env.GANTRY_E2E_DATA_DIR ?? '', { option: true }],
  demo: async ({ dataDir }, use) => {
    const demo = demoOf(dataDir);
    await use(demo);
    await demo.faults([]);
  },
});

export function listen(page: Page, tolerated?: RegExp): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    if (!tolerated?.test(message.text())) complaints.push(message.text());
  });
  return complaints;
}

/** Goes there by the rail, as a person does; the page is not loaded anew. */
export const goTo = (page: Page, place: string) =>
  page.getByRole('navigation').getByRole('link', { name: place, exact: false }).first().click();

/** The rows of the market; there are none before it was looked at once. */
export const offers = (page: Page) =>
  page.getByRole('table', { name: 'Offers' }).locator('tbody tr[data-id]');

/** Fills in the rent of the chosen offer and sends it. */
export async function rentAs(form: Locator, name: string, given: { team?: string; project?: string } = {}) {
  await form.getByLabel('Template').selectOption({ label: 'Another image by name' });
  await form.getByLabel('Image', { exact: true }).fill('pytorch/pytorch:2.9.0-cuda12.8-cudnn9-runtime');
  await form.getByLabel('Ends').selectOption({ label: 'in 4 hours' });
  await form.getByLabel('Name').fill(name);
  if (given.team) await form.getByLabel('Team').selectOption(given.team);
  if (given.project) await form.getByLabel('Project').fill(given.project);
  await form.getByRole('button', { name: /^Rent for \$/ }).click();
}
