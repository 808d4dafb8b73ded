import { expect, it } from 'vitest';
import { asCurl, asTypeScript } from '@/components/operations/call';

const label = {
  rest: { method: 'PUT', path: 'instances/{id}' },
  effect: 'spends',
  secrets: ['env'],
} as const;
const op = { ...label, secrets: [...label.secrets] };

it('puts the number into the path, the rest into the body, and leaves secrets out', () => {
  const curl = asCurl(op, { id: 7, label: 'it’s Ada’s', env: 'KEY=private' }, null);
  expect(curl).toContain(`curl -X PUT "$GANTRY_URL"'/api/vast/instances/7'`);
  expect(curl).toContain('"label":"it’s Ada’s"');
  expect(curl).toContain('Idempotency-Key');
  expect(curl).not.toContain('private');
  expect(asTypeScript(op, { id: 7, env: 'KEY=private' }, null)).not.toContain('private');
});

it('what reads is asked by its address, with the account where there are several, and changes nothing', () => {
  const list = { rest: { method: 'GET', path: 'instances' }, effect: 'reads' as const, secrets: [] };
  const curl = asCurl(list, { limit: 2, select_filters: { label: { eq: 'a b' } } }, 'Lab 1');
  expect(curl).toContain(`'/api/vast/instances?account=Lab+1&limit=2&select_filters=%7B%22label%22`);
  expect(curl).not.toContain('Idempotency-Key');
  expect(curl).not.toContain('-d ');
});

it('a quote in a value does not end the shell’s word', () => {
  expect(asCurl(op, { id: 7, label: "a'b" }, null)).toContain(`-d '{"label":"a'\\''b"}'`);
});
