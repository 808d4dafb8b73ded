/** Every screen by name, and how one gets there: for the pictures, and for what is measured on all of them. */
import type { Cookie, Page } from '@playwright/test';
import { signIn } from '@/tests/support/sign-in';

export interface Place {
  name: string;
  /** Nobody is signed in there. */
  outside?: true;
  /** Needs something to look at: an offer, an instance, a charge. */
  /** It stands over the page, which is dimmed as far as the window goes. */
  over?: true;
  needs?: 'offers' | 'instances' | 'costs';
  open(page: Page): Promise<void>;
}

const main = (page: Page) => page.getByRole('main');

/** A table's rows; on a phone they are a list of buttons. */
const rows = (page: Page, name: RegExp) =>
  page
    .getByRole('table', { name })
    .locator('tbody tr[data-id]')
    .or(page.getByRole('list', { name }).getByRole('button'));

/** The page stands, and nothing on it is still being read. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(
    () =>
      // What an empty screen sketches is not on its way.
      document.querySelector('[aria-busy=true]:not([aria-hidden=true] *)') === null &&
      document.fonts.status === 'loaded',
  );
  await page.getByText(/, connecting$/).waitFor({ state: 'hidden' });
  // A chart draws once its script has come.
  await page.waitForFunction(
    () => document.querySelector('figure:not(:has(svg.recharts-surface, table))') === null,
  );
}

const at = (path: string) => async (page: Page) => {
  await page.goto(path);
  await settled(page);
};

const firstInstance = (page: Page) => main(page).locator('a[href^="/instances/"]').first();

async function openInstance(page: Page): Promise<void> {
  await at('/instances')(page);
  await page.goto((await firstInstance(page).getAttribute('href')) ?? '');
  await settled(page);
}

/** Signing in for each picture would fill the owner's list of sessions. */
let keptSession: Cookie[] | undefined;

/**
 * The owner's own workspace, where people are invited and changed, by a session of its own: the one that is shared goes
 * on in the demo.
 */
async function openTeam(page: Page): Promise<void> {
  const known = keptSession;
  if (known) await page.context().addCookies(known);
  await page.goto('/team');
  if (page.url().includes('/sign-in')) {
    await signIn(page);
    keptSession = await page.context().cookies();
  }
  await at('/team')(page);
  const home = page.getByRole('button', { name: /^Open / });
  if (await home.isVisible()) await home.click();
  await page.getByRole('button', { name: 'Invite' }).waitFor();
  await settled(page);
}

/** The first one there is: a colleague's, or one's own. */
async function openMember(page: Page): Promise<void> {
  await rows(page, /^Members$/)
    .nth(1)
    .or(rows(page, /^Members$/).first())
    .last()
    .click();
  await page.getByRole('dialog').getByText('Member since').waitFor();
}

/** As somebody new sees it. */
async function openInvitation(page: Page): Promise<void> {
  await openTeam(page);
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByLabel('E-mail').fill('new.colleague@northwind.example');
  await page.getByRole('dialog').getByRole('button', { name: 'Invite' }).click();
  const link = await page
    .getByRole('dialog')
    .getByText(/\/invite\//)
    .textContent();
  // Off the page first: its stream of changes would complain that nobody is signed in any more.
  await page.goto('about:blank');
  await page.context().clearCookies();
  await at(link ?? '')(page);
}

export const PLACES: readonly Place[] = [
  { name: 'overview', open: at('/') },
  { name: 'market', open: at('/market') },
  {
    name: 'market-offer',
    over: true,
    needs: 'offers',
    async open(page) {
      await at('/market?gpu=RTX+4090')(page);
      await rows(page, /^Offers/)
        .nth(1)
        .click();
      await page.getByRole('form', { name: /^Rent/ }).waitFor();
      await settled(page);
    },
  },
  { name: 'instances', open: at('/instances') },
  { name: 'instance', needs: 'instances', open: openInstance },
  {
    name: 'instance-destroy',
    over: true,
    needs: 'instances',
    async open(page) {
      await openInstance(page);
      await page.getByRole('button', { name: 'What else can be done with it' }).click();
      await page.getByRole('menuitem', { name: 'Destroy' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'costs', open: at('/costs') },
  {
    name: 'costs-group',
    over: true,
    needs: 'costs',
    async open(page) {
      await at('/costs')(page);
      await rows(page, /^Costs by/)
        .first()
        .click();
      await page.getByRole('dialog').getByRole('listitem').first().waitFor();
    },
  },
  { name: 'accounts', open: at('/accounts') },
  { name: 'limits', open: at('/limits') },
  {
    name: 'limits-new',
    over: true,
    async open(page) {
      await at('/limits')(page);
      await page.getByRole('button', { name: 'Set a limit' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'team', outside: true, open: openTeam },
  {
    name: 'team-member',
    over: true,
    outside: true,
    async open(page) {
      await openTeam(page);
      await openMember(page);
    },
  },
  {
    name: 'team-invite',
    over: true,
    outside: true,
    async open(page) {
      await openTeam(page);
      await page.getByRole('button', { name: 'Invite' }).click();
      await page.getByRole('dialog', { name: 'Invite somebody' }).waitFor();
    },
  },
  {
    name: 'team-leave',
    over: true,
    outside: true,
    async open(page) {
      await openTeam(page);
      await openMember(page);
      await page.getByRole('button', { name: /^(Leave|Remove from) the workspace$/ }).click();
      await page.getByRole('heading', { name: 'Ends now' }).waitFor();
    },
  },
  { name: 'workspace-new', open: at('/workspaces/new') },
  { name: 'agents', open: at('/agents') },
  { name: 'agents-activity', open: at('/agents?tab=activity') },
  { name: 'agents-tokens', open: at('/agents?tab=tokens') },
  {
    name: 'agents-token-new',
    over: true,
    async open(page) {
      await at('/agents?tab=tokens')(page);
      await page.getByRole('button', { name: 'Make a token' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'audit', open: at('/audit') },
  {
    name: 'audit-details',
    needs: 'instances',
    async open(page) {
      await at('/audit')(page);
      await page
        .getByRole('button', { name: /^Details of/ })
        .first()
        .click();
    },
  },
  { name: 'operations', open: at('/operations') },
  { name: 'operation', open: at('/operations/create_a_vast_ai_endptjob') },
  {
    name: 'operation-plan',
    over: true,
    async open(page) {
      await at('/operations/create_a_vast_ai_endptjob')(page);
      await page.getByRole('button', { name: 'Fill in the example' }).click();
      await page.getByRole('button', { name: 'Create endpoint…' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'settings', open: at('/settings') },
  { name: 'webhooks', open: at('/settings/webhooks') },
  {
    name: 'webhooks-new',
    over: true,
    async open(page) {
      await at('/settings/webhooks')(page);
      await page.getByRole('button', { name: 'New webhook' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'sign-in', outside: true, open: at('/sign-in') },
  { name: 'forgot', outside: true, open: at('/forgot') },
  { name: 'reset-over', outside: true, open: at('/reset/no-link-of-ours') },
  { name: 'invite', outside: true, open: openInvitation },
];

/** Not a screen of the product: no picture of it is kept, and what it shows as under way never settles. */
export const GALLERY: Place = {
  name: 'gallery',
  async open(page) {
    await page.goto('/gallery');
    await page.locator('svg.recharts-surface').nth(3).waitFor();
    await page.waitForFunction(() => document.fonts.status === 'loaded');
  },
};
