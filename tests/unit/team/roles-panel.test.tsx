// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { RolesPanel } from '@/components/team/roles-panel';
import { waysIn } from '@/components/team/words';
import { may, type Permission, permissions, type Role, roles } from '@/lib/policy/roles';

afterEach(cleanup);

it('the table of roles on screen is the one the server asks', () => {
  render(<RolesPanel mine="finance" />);
  const table = screen.getByRole('table', { name: 'What each role may do' });
  const heads = within(table)
    .getAllByRole('columnheader')
    .map((head) => head.textContent);
  const names = Object.keys(roles) as Role[];
  expect(heads).toEqual([
    'It may',
    ...names.map((role) => `${roles[role].title}${role === 'finance' ? 'you' : ''}`),
  ]);
  for (const [permission, says] of Object.entries(permissions) as [Permission, string][]) {
    const row = within(table).getByRole('row', { name: new RegExp(`^${says}`) });
    const marks = within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent);
    expect(marks).toEqual(names.map((role) => (may(role, permission) ? 'yes' : 'no')));
  }
});

it.each([
  [true, [], 'Password'],
  [true, ['github', 'google'], 'Password, GitHub, Google'],
  [false, ['oidc:https://id.example.com'], 'Single sign-on'],
  [false, [], 'no way in yet'],
])('a password (%s) and %j are said as “%s”', (hasPassword, providers, says) => {
  expect(waysIn({ hasPassword, providers })).toBe(says);
});
