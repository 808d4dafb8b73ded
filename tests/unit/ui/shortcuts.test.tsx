// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  handleKey,
  register,
  type Shortcut,
  setSingleKeys,
  useAllShortcuts,
  useShortcuts,
} from '@/components/shell/shortcuts';

function Screen({ word, seen }: { word: string; seen: string[] }) {
  useShortcuts([on('w', () => void seen.push(word))]);
  return (
    <ul>
      {useAllShortcuts().map((s) => (
        <li key={s.keys}>{s.label}</li>
      ))}
    </ul>
  );
}

let undo: (() => void) | undefined;
const on = (keys: string, run: () => void = vi.fn()): Shortcut => ({
  keys,
  run,
  label: `press ${keys}`,
  group: 'Test',
});
const press = (key: string, init: KeyboardEventInit = {}, target: Element = document.body) =>
  fireEvent.keyDown(target, { key, ...init });

afterEach(() => {
  undo?.();
  undo = undefined;
  setSingleKeys(true);
  cleanup();
  document.body.replaceChildren();
});

describe('shortcuts', () => {
  it('single keys never fire while someone types, combinations do', () => {
    const single = vi.fn();
    const combined = vi.fn();
    undo = register([on('j', single), on('mod+k', combined)]);
    const input = document.body.appendChild(document.createElement('input'));
    press('j', {}, input);
    press('k', { ctrlKey: true }, input);
    expect(single).not.toHaveBeenCalled();
    expect(combined).toHaveBeenCalledOnce();
    press('j');
    expect(single).toHaveBeenCalledOnce();
  });

  it('single keys can be turned off, and combinations stay', () => {
    const single = vi.fn();
    const combined = vi.fn();
    undo = register([on('j', single), on('mod+k', combined)]);
    setSingleKeys(false);
    press('j');
    press('k', { metaKey: true });
    expect(single).not.toHaveBeenCalled();
    expect(combined).toHaveBeenCalledOnce();
  });

  it('two keys after another go somewhere; the second alone, or too late, does not', () => {
    const go = vi.fn();
    undo = register([on('g m', go)]);
    press('m');
    handleKey(new KeyboardEvent('keydown', { key: 'g' }), 1_000);
    handleKey(new KeyboardEvent('keydown', { key: 'm' }), 5_000);
    expect(go).not.toHaveBeenCalled();
    handleKey(new KeyboardEvent('keydown', { key: 'g' }), 6_000);
    handleKey(new KeyboardEvent('keydown', { key: 'm' }), 6_500);
    expect(go).toHaveBeenCalledOnce();
  });

  it('an open dialog has the keyboard to itself', () => {
    const single = vi.fn();
    undo = register([on('j', single)]);
    const dialog = document.body.appendChild(document.createElement('div'));
    dialog.setAttribute('role', 'dialog');
    press('j', {}, dialog);
    expect(single).not.toHaveBeenCalled();
  });

  it('what was registered last answers first, and its going away gives the key back', () => {
    const outer = vi.fn();
    const inner = vi.fn();
    undo = register([on('x', outer)]);
    const undoInner = register([on('x', inner)]);
    press('x');
    undoInner();
    press('x');
    expect(inner).toHaveBeenCalledOnce();
    expect(outer).toHaveBeenCalledOnce();
  });

  it('the help lists what answers now and runs what a re-render left there', () => {
    const seen: string[] = [];
    const view = render(<Screen word="old" seen={seen} />);
    view.rerender(<Screen word="new" seen={seen} />);
    press('w');
    expect(seen).toEqual(['new']);
    expect(screen.getByText('press w')).toBeTruthy();
  });
});
