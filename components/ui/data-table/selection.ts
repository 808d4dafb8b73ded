/** Which rows are chosen, and where a range would start. Pure: order is what is on the screen now. */
export type Selection = { chosen: ReadonlySet<string>; anchor: string | undefined };

/** Turns a row on or off; with `range`, everything between the anchor and it, in the order shown. */
export function choose(
  selection: Selection,
  order: readonly string[],
  id: string,
  on: boolean,
  range: boolean,
): Selection {
  const from = selection.anchor === undefined ? -1 : order.indexOf(selection.anchor);
  const to = order.indexOf(id);
  const ids = range && from >= 0 && to >= 0 ? order.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
  const chosen = new Set(selection.chosen);
  for (const each of ids) {
    if (on) chosen.add(each);
    else chosen.delete(each);
  }
  return { chosen, anchor: id };
}

/** All shown rows on or off; what is chosen but not shown (filtered away) is left alone. */
export function chooseAll(chosen: ReadonlySet<string>, order: readonly string[], on: boolean): Set<string> {
  const next = new Set(chosen);
  for (const id of order) {
    if (on) next.add(id);
    else next.delete(id);
  }
  return next;
}
