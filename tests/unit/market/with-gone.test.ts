import { expect, it } from 'vitest';
import { type ShownOffer, withGone } from '@/components/market/with-gone';

const row = (id: number, gone = false) => ({ id, origin: 'o', ...(gone && { gone }) }) as ShownOffer;
const shown = (rows: ShownOffer[]) => rows.map((r) => (r.gone ? -r.id : r.id));

it('a vanished offer fades where it stood, and the look after that it is off the table', () => {
  const first = [row(1), row(2), row(3), row(4)];
  const second = withGone([row(4), row(1)], first, false);
  expect(shown(second)).toEqual([4, 1, -2, -3]);
  expect(shown(withGone([row(4), row(1)], second, false))).toEqual([4, 1]);
});

it('it stays as long as somebody points at the table', () => {
  const faded = [row(1), row(2, true), row(3)];
  expect(shown(withGone([row(1), row(3)], faded, true))).toEqual([1, -2, 3]);
});

it('an offer that comes back stands where it belongs, unfaded', () => {
  expect(shown(withGone([row(2), row(1)], [row(1), row(2, true)], true))).toEqual([2, 1]);
});

it('the first row of the table fades at its top', () => {
  expect(shown(withGone([row(2)], [row(1), row(2)], false))).toEqual([-1, 2]);
});
