import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdOrder } from '@/components/ui/data-table/order';
import { choose, chooseAll } from '@/components/ui/data-table/selection';

const ORDER = ['a', 'b', 'c', 'd', 'e'];
const ids = () => fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 30 });

describe('choosing rows', () => {
  it('a range takes everything between the anchor and the row, in the order shown, in either direction', () => {
    const start = { chosen: new Set<string>(), anchor: 'd' };
    expect([...choose(start, ORDER, 'b', true, true).chosen]).toEqual(['b', 'c', 'd']);
    expect([...choose({ ...start, anchor: 'b' }, ORDER, 'd', true, true).chosen]).toEqual(['b', 'c', 'd']);
  });

  it('a range can also take rows off', () => {
    const all = { chosen: new Set(ORDER), anchor: 'b' };
    expect([...choose(all, ORDER, 'd', false, true).chosen]).toEqual(['a', 'e']);
  });

  it('without an anchor on the screen a range is one row', () => {
    const gone = { chosen: new Set<string>(), anchor: 'filtered-away' };
    expect([...choose(gone, ORDER, 'c', true, true).chosen]).toEqual(['c']);
  });

  it('all and none leave alone what is chosen but not shown', () => {
    expect([...chooseAll(new Set(['hidden', 'a']), ['a', 'b'], false)]).toEqual(['hidden']);
    expect([...chooseAll(new Set(['hidden']), ['a', 'b'], true)]).toEqual(['hidden', 'a', 'b']);
  });
});

describe('holding the order', () => {
  it('keeps every row exactly once, known ones where they were, new ones after them', () => {
    fc.assert(
      fc.property(ids(), ids(), (before, now) => {
        const shown = holdOrder(now, (id) => id, before);
        expect([...shown].sort()).toEqual([...now].sort());
        const known = shown.filter((id) => before.includes(id));
        expect(known).toEqual(before.filter((id) => now.includes(id)));
        expect(shown.slice(0, known.length)).toEqual(known);
      }),
    );
  });
});
