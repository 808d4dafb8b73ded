import { expect, it } from 'vitest';
import { Limits, tooFrequent } from '@/lib/emulator/limits';

it('strict asks for the documented interval between two calls of one identity to one operation', () => {
  const limits = new Limits('strict');
  expect(limits.refuse('a', 'rent', 4.5, 0)).toBeNull();
  expect(limits.refuse('a', 'rent', 4.5, 4499)).toBe(4.5);
  expect(limits.refuse('a', 'list', 1, 4499)).toBeNull();
  expect(limits.refuse('b', 'rent', 4.5, 4499)).toBeNull();
  expect(limits.refuse('a', 'rent', 4.5, 4500)).toBeNull();
});

it('scaled asks for a hundredth, and says so in the words of Vast.ai', () => {
  const limits = new Limits('scaled');
  limits.refuse('a', 'rent', 4.5, 0);
  const broken = limits.refuse('a', 'rent', 4.5, 44);
  expect(tooFrequent(broken ?? 0)).toBe('API requests too frequent: endpoint threshold=0.045');
  expect(limits.refuse('a', 'rent', 4.5, 45)).toBeNull();
});

it('off asks for nothing', () => {
  const limits = new Limits('off');
  expect([limits.refuse('a', 'rent', 4.5, 0), limits.refuse('a', 'rent', 4.5, 0)]).toEqual([null, null]);
});
