import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineList, linesIn } from '@/components/ui/data-table/line-list';
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

describe('lines', () => {
  const rows = () => fc.array(fc.record({ id: fc.uuid(), team: fc.constantFrom('nlp', 'vision', 'ops') }));
  const groups = { of: (row: { team: string }) => row.team, label: (key: string) => key };

  it('each group’s line stands above its rows, which keep their order; no row is lost', () => {
    fc.assert(
      fc.property(rows(), fc.boolean(), (given, grouped) => {
        const lines = lineList(given, (row) => row.id, grouped ? groups : undefined);
        const all = linesIn(lines, undefined);
        expect(all).toHaveLength(lines.length);
        const shown: typeof given = [];
        let team: string | undefined;
        for (const line of all) {
          if (line.kind === 'group') {
            team = line.key;
            expect(line.rows).toEqual(given.filter((row) => row.team === team));
          } else {
            shown.push(line.row);
            if (grouped) expect(line.row.team).toBe(team);
          }
        }
        const teams = [...new Set(given.map((row) => row.team))].sort();
        const wanted = grouped ? teams.flatMap((each) => given.filter((row) => row.team === each)) : given;
        expect(shown).toEqual(wanted);
        expect(lines.ids()).toEqual(shown.map((row) => row.id));
        for (const { id } of shown) expect(lines.at(lines.indexOf(id))).toMatchObject({ id });
        expect([lines.indexOf('none'), lines.at(lines.length)]).toEqual([-1, undefined]);
      }),
    );
  });
});
