// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { OperationScreen } from '@/components/operations/operation-screen';
import { OperationsScreen } from '@/components/operations/operations-screen';
import type { Scope } from '@/lib/policy/actor';
import { catalogue, type OperationFacts, operationFacts } from '@/lib/surfaces/operations/catalogue';
import { viewOf } from '@/lib/surfaces/operations/result';
import type { RunOutcome } from '@/lib/surfaces/operations/run';
import { operationByName, operations } from '@/lib/vast/operations';

const run = vi.fn<(asked: unknown) => Promise<{ data: { ok: true; value: RunOutcome } }>>();
vi.mock('@/lib/surfaces/actions/operations', () => ({ runOperation: (asked: unknown) => run(asked) }));
vi.mock('@/components/frame/refresh-on', () => ({ RefreshOn: () => null }));

const answers = (value: RunOutcome) => run.mockResolvedValueOnce({ data: { ok: true, value } });

afterEach(() => {
  cleanup();
  run.mockReset();
});

const scope: Scope = {
  ...{ workspaceId: 'w', personId: 'p', personName: 'Ada', email: 'ada@example.com' },
  ...{ role: 'owner', sees: 'all' },
};
const ACCOUNT = { id: '00000000-0000-4000-8000-000000000001', name: 'Northwind' };

function factsOf(name: string): OperationFacts {
  const facts = operationFacts(scope, name);
  if (!facts) throw new Error(name);
  return facts;
}

const open = (op: { name: string }, accounts = [ACCOUNT]) =>
  render(<OperationScreen op={factsOf(op.name)} accounts={accounts} runs={[]} zone="UTC" />);

const submit = () => fireEvent.submit(screen.getByRole('form'));

describe.each([...operationByName.keys()])('the screen of %s', (name) => {
  it('names each control, and sends what its example stands for', async () => {
    open({ name });
    const form = screen.getByRole('form');
    const fill = screen.queryByRole('button', { name: 'Fill in the example' });
    if (fill) fireEvent.click(fill);
    for (const control of form.querySelectorAll('input, select, textarea')) {
      const id = control.getAttribute('id');
      const label = id ? form.querySelector(`label[for="${id}"]`)?.textContent : null;
      expect(
        label || control.getAttribute('aria-label') || control.closest('label')?.textContent,
      ).toBeTruthy();
    }
    answers({ kind: 'done', view: viewOf({}), next: null });
    submit();
    expect(await screen.findByText('Done')).toBeTruthy();
    const [asked] = run.mock.calls[0] as [{ name: string; input: unknown }];
    expect(asked.name).toBe(name);
    expect(operationByName.get(name)?.input.safeParse(asked.input).success).toBe(true);
  });
});

it('what is wrong is said at its field, which takes the focus and keeps what was typed', async () => {
  open(operations.prepayInstance);
  const amount = screen.getByLabelText(/^Amount/);
  fireEvent.change(amount, { target: { value: 'much' } });
  answers({ kind: 'invalid', issues: [{ path: 'amount', says: 'Give dollars such as 25.00.' }] });
  submit();
  expect((await screen.findByRole('alert')).textContent).toBe('Give dollars such as 25.00.');
  expect(document.activeElement).toBe(amount);
  expect(amount).toHaveProperty('value', 'much');
});

it('nothing is sent before the plan is agreed to; what grants is typed, and goes with the same key', async () => {
  open(operations.createApiKey);
  fireEvent.click(screen.getByRole('button', { name: 'Fill in the example' }));
  const plan = {
    effect: 'grants',
    says: 'made the API key “ci”',
    action: 'Make API key',
    phrase: 'ci',
  } as const;
  answers({ kind: 'plan', plan: { ...plan, typed: true, cost: null }, verdict: 'clear' });
  submit();
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText('made the API key “ci”')).toBeTruthy();
  const agree = dialog.getByRole('button', { name: 'Make API key' });
  expect(agree).toHaveProperty('disabled', true);
  fireEvent.change(dialog.getByRole('textbox'), { target: { value: 'ci' } });
  expect(agree).toHaveProperty('disabled', false);
  answers({ kind: 'done', view: viewOf({ id: 7, key: 'k'.repeat(64) }), next: null });
  fireEvent.submit(dialog.getByRole('textbox').closest('form') as HTMLFormElement);
  expect(await screen.findByText('Shown once')).toBeTruthy();
  const keys = run.mock.calls.map(([asked]) => asked as { idempotencyKey: string; confirmation?: string });
  expect(keys[1]).toEqual({ ...keys[0], confirmation: 'ci' });
});

it('what a limit stands in the way of can’t be agreed to', async () => {
  open(operations.createEndpoint);
  const says = 'A spending limit holds for Vision.';
  const plan = {
    effect: 'spends',
    says: 'made it',
    action: 'Create endpoint',
    phrase: 'p',
    typed: false,
  } as const;
  answers({ kind: 'plan', plan: { ...plan, cost: null }, verdict: { code: 'x', say: says, again: 'no' } });
  submit();
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(says)).toBeTruthy();
  expect(dialog.getByRole('button', { name: 'Create endpoint' })).toHaveProperty('disabled', true);
});

it('what Gantry never answered is asked again under the same key, and something else under another', async () => {
  open(operations.createApiKey);
  const name = screen.getByLabelText(/^Name/);
  const keys = () => run.mock.calls.map(([asked]) => (asked as { idempotencyKey: string }).idempotencyKey);
  for (const typed of ['ci', 'ci', 'other']) {
    fireEvent.change(name, { target: { value: typed } });
    run.mockRejectedValueOnce(new Error('the connection broke'));
    submit();
    await screen.findByText(/Gantry didn’t answer/);
  }
  expect(keys()[1]).toBe(keys()[0]);
  expect(keys()[2]).not.toBe(keys()[0]);
});

it('an unknown end says that it must not be repeated', async () => {
  open(operations.createEndpoint);
  answers({ kind: 'unknown', problem: { code: 'x', say: 'The connection broke.', again: 'no' } });
  submit();
  expect((await screen.findByText(/don’t run it again/)).textContent).toContain('It may have been done');
});

it('an answer is a table of what there is, and JSON only on demand', async () => {
  open(operations.listApiKeys);
  answers({
    kind: 'done',
    view: viewOf({
      keys: [
        { id: 2, name: 'b', gone: null },
        { id: 1, name: 'a', gone: null },
      ],
      total: 2,
    }),
    next: null,
  });
  submit();
  const table = within(await screen.findByRole('table', { name: 'Keys' }));
  expect(table.getAllByRole('columnheader').map((head) => head.textContent)).toEqual(['ID', 'Name']);
  fireEvent.click(table.getByRole('button', { name: 'ID' }));
  await waitFor(() =>
    expect(table.getAllByRole('rowheader').map((cell) => cell.textContent)).toEqual(['1', '2']),
  );
  expect(screen.getByText('All of it as JSON').closest('details')?.open).toBe(false);
});

it('without an account there is nothing to press, and where there are several one is chosen', () => {
  open(operations.listApiKeys, []);
  expect(screen.getByText(/No Vast.ai account is linked/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'List API keys' })).toBeNull();
  cleanup();
  open(operations.listApiKeys, [ACCOUNT, { ...ACCOUNT, id: 'two', name: 'Lab' }]);
  expect(screen.getByLabelText('Account').querySelectorAll('option')).toHaveLength(2);
});

describe('the list', () => {
  const shown = () => screen.getAllByRole('listitem').length;

  it('has all of them once, finds by words of the description, and by effect', () => {
    render(<OperationsScreen subjects={catalogue(scope)} roleTitle="Owner" />);
    expect(shown()).toBe(operationByName.size);
    expect(new Set(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).size).toBe(
      operationByName.size,
    );
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'webhook secret' } });
    expect(shown()).toBeLessThan(8);
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'nothing like it' } });
    expect(screen.getByText('Nothing is called that')).toBeTruthy();
  });

  it('leads a viewer only where they may run something, and those screens alone are there', () => {
    const viewer: Scope = { ...scope, role: 'viewer', sees: [] };
    render(<OperationsScreen subjects={catalogue(viewer)} roleTitle="Viewer" />);
    const ways = screen.getAllByRole('link').map((link) => link.getAttribute('href'));
    expect(ways).toContain('/operations/create_a_vast_ai_bundle');
    expect(ways).not.toContain('/operations/create_a_vast_ai_auth_apikey');
    for (const name of operationByName.keys()) {
      expect(operationFacts(viewer, name) !== null).toBe(ways.includes(`/operations/${name}`));
    }
  });
});
