import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openCursor, sealCursor } from '@/lib/surfaces/rest/cursor';

const key = randomBytes(32);
const position = fc.oneof(fc.record({ after: fc.string() }), fc.record({ skip: fc.nat() }));
const bound = fc.record({
  operation: fc.string(),
  accountId: fc.uuid(),
  holder: fc.uuid(),
  input: fc.dictionary(fc.string(), fc.jsonValue()).map((given) => given as Record<string, unknown>),
});

it('leads back to its place, whatever the page’s size and the order of the fields', () => {
  fc.assert(
    fc.property(bound, position, fc.nat(), (to, at, limit) => {
      const text = sealCursor(key, to, at);
      const turned = Object.fromEntries(Object.entries(to.input).reverse());
      expect(openCursor(key, { ...to, input: { ...turned, limit } }, text)).toEqual(at);
    }),
  );
});

it('is refused in anybody else’s hands, for anything else, and with any change', () => {
  fc.assert(
    fc.property(bound, position, fc.nat(), (to, at, place) => {
      const text = sealCursor(key, to, at);
      expect(openCursor(randomBytes(32), to, text)).toBeNull();
      expect(openCursor(key, { ...to, holder: 'another' }, text)).toBeNull();
      expect(openCursor(key, { ...to, accountId: 'another' }, text)).toBeNull();
      expect(openCursor(key, { ...to, operation: `${to.operation}!` }, text)).toBeNull();
      expect(openCursor(key, { ...to, input: { ...to.input, added: 1 } }, text)).toBeNull();
      const index = place % text.length;
      const changed = `${text.slice(0, index)}${text[index] === 'A' ? 'B' : 'A'}${text.slice(index + 1)}`;
      expect(openCursor(key, to, changed)).toBeNull();
      expect(openCursor(key, to, `${text}.x`)).toBeNull();
    }),
  );
});
