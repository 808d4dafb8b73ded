// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest';
import { recoverFocus } from '@/components/ui/lost-focus';

let main: HTMLElement;
beforeEach(() => {
  document.body.innerHTML =
    '<main tabindex="-1"></main><form><button>Send</button></form><a href="/">Away</a>';
  main = document.querySelector('main')!;
});
const one = (selector: string) => document.querySelector<HTMLElement>(selector)!;

it('a page on which nothing had the focus yet is left alone', () => {
  recoverFocus(main);
  expect(document.activeElement).toBe(document.body);
});

it('takes the focus when what had it is gone', () => {
  one('button').focus();
  one('form').remove();
  recoverFocus(main);
  expect(document.activeElement).toBe(main);
});

it('leaves whoever went elsewhere meanwhile, or has let go by themselves', () => {
  one('button').focus();
  one('a').focus();
  one('form').remove();
  recoverFocus(main);
  expect(document.activeElement).toBe(one('a'));
  one('a').blur();
  recoverFocus(main);
  expect(document.activeElement).toBe(document.body);
});
