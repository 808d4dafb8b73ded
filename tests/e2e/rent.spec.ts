import { expect, offers, rentAs, signIn, test } from '../support/browser';
import { addPerson } from '../support/people';

test('an offer that goes while one fills in is refused in a sentence, with three others to choose from', async ({
  page,
  demo,
}) => {
  await page.goto('/market?gpu=RTX+4090&count=1');
  await offers(page).first().click();
  const offer = Number(new URL(page.url()).searchParams.get('offer'));
  const form = page.getByRole('form', { name: 'Rent 1× RTX 4090' });
  await expect(form).toBeVisible();
  await demo.call('PUT', `/api/v0/asks/${offer}/`, { image: 'pytorch/pytorch', disk: 40 });
  await rentAs(form, 'too-late');
  const gone = page.getByRole('alert', { name: 'The offer has gone' });
  await expect(gone).toContainText('Nothing was rented.');
  await expect(gone.getByRole('listitem')).toHaveCount(3);
  await gone.getByRole('button').first().click();
  // What was filled in is still there: only the machine is another one.
  await expect(form.getByLabel('Name')).toHaveValue('too-late');
  await expect(page).not.toHaveURL(new RegExp(`offer=${offer}`));
});

test('a rent whose answer gets lost is looked up, found and never sent twice', async ({ page, demo }) => {
  await page.goto('/market?gpu=RTX+3060&count=1');
  await offers(page).first().click();
  const before = (await demo.written()).length;
  await demo.faults([
    // The connection breaks after Vast.ai took the rent, and its lists fail until somebody has seen what that looks like.
    { match: { method: 'PUT', path: '/api/v0/asks/' }, kind: 'reset_after', times: 1 },
    { match: { method: 'GET', path: '/api/v1/instances' }, kind: 'status', status: 503 },
  ]);
  await rentAs(page.getByRole('form', { name: 'Rent 1× RTX 3060' }), 'lost-answer');
  const outcome = page.getByRole('region', { name: 'What became of the rent' });
  await expect(outcome.getByRole('heading', { name: 'Being looked up' })).toBeVisible();
  await expect(outcome).toContainText('nothing will be sent twice');
  await demo.faults([]);
  await expect(outcome.getByRole('heading', { name: 'Rented' })).toBeVisible({ timeout: 30_000 });
  const after = (await demo.written()).slice(before);
  expect(after.filter(({ contract }) => contract !== null)).toHaveLength(1);
});

test('a viewer sees prices, instances and costs, and is refused what changes something', async ({
  stranger: page,
  dataDir,
}) => {
  const viewer = { email: 'viewer@example.com', password: 'look but do not touch', role: 'viewer' } as const;
  await addPerson(dataDir, viewer);
  await signIn(page, viewer);
  // Of a model that no story takes away: a taken offer stays listed until the market is read again.
  await page.goto('/market?gpu=RTX+5090');
  await offers(page).first().click();
  await expect(page.getByText('Your role may look at the market but not rent.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Rent for/ })).toHaveCount(0);
  await page.goto('/instances');
  const row = page.getByRole('row').filter({ hasText: 'llama-ft-12' });
  await row
    .getByRole('button', { name: /llama-ft-12/ })
    .last()
    .click();
  await expect(page.getByRole('menuitem', { name: 'Open' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: /Destroy|Stop|Reboot/ })).toHaveCount(0);
  await page.goto('/costs');
  await expect(page.getByRole('table', { name: 'Costs by team' })).toBeVisible();
  const refused = await page.request.post('/api/instances/take-back', {
    data: { ids: ['00000000-0000-4000-8000-000000000000'] },
  });
  expect(refused.status()).toBe(403);
});
