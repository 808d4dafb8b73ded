// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { mainNav } from '@/components/shell/nav';
import { Palette } from '@/components/shell/palette';

const push = vi.fn();
vi.mock('next/navigation', () => ({ useRouter: () => ({ push }) }));

afterEach(() => {
  cleanup();
  push.mockClear();
  vi.unstubAllGlobals();
});

const type = (value: string) => fireEvent.change(screen.getByRole('combobox'), { target: { value } });
const key = (name: string) => fireEvent.keyDown(screen.getByRole('combobox'), { key: name });
const options = () => screen.queryAllByRole('option').map((option) => option.textContent);

describe('the palette', () => {
  it('goes to the screen the arrows have chosen, and says which one that is', () => {
    render(<Palette nav={mainNav()} />);
    type('t');
    expect(options()).toEqual([
      'Market',
      'Instances',
      'Costs',
      'Accounts',
      'Team',
      'Limits',
      'Agents',
      'Audit',
      'Operations',
      'Settings',
    ]);
    key('ArrowDown');
    key('ArrowDown');
    key('ArrowUp');
    const active = screen.getByRole('combobox').getAttribute('aria-activedescendant') ?? '';
    expect(document.getElementById(active)?.textContent).toBe('Instances');
    key('Enter');
    expect(push).toHaveBeenCalledExactlyOnceWith('/instances');
  });

  it('lists what the server found below the screens', async () => {
    const items = [{ href: '/instances/7', label: 'llama-ft-12', kind: 'Instances' }];
    const ask = vi.fn(async () => Response.json({ items }));
    vi.stubGlobal('fetch', ask);
    render(<Palette nav={mainNav()} findUrl="/api/find" />);
    type('llama ft');
    await screen.findByText('llama-ft-12');
    expect(ask).toHaveBeenCalledWith('/api/find?q=llama%20ft', expect.anything());
    key('Enter');
    expect(push).toHaveBeenCalledExactlyOnceWith('/instances/7');
  });

  it('still goes to screens when the server cannot be asked, and says what is missing', async () => {
    vi.stubGlobal('fetch', async () => new Response('no', { status: 503 }));
    render(<Palette nav={mainNav()} findUrl="/api/find" />);
    type('cost');
    await screen.findByText(/can’t be searched right now/);
    expect(options()).toEqual(['Costs']);
  });
});
