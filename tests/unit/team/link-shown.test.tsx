import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { InvitationLink } from '@/components/team/link-shown';

const said = (url: string) =>
  renderToStaticMarkup(<InvitationLink sent={{ url, email: 'cleo@example.com', mail: 'off' }} />);

it.each([
  ['http://127.0.0.1:3000/invite/x', true],
  ['http://localhost:3001/invite/x', true],
  ['http://[::1]:3000/invite/x', true],
  ['https://gantry.example.com/invite/x', false],
  ['http://10.0.0.7:3000/invite/x', false],
  ['https://localhost.example.com/invite/x', false],
])('a link to %s is said to open on this machine only: %s', (url, only) => {
  expect(said(url).includes('this machine only')).toBe(only);
  expect(said(url)).toContain(url);
});
