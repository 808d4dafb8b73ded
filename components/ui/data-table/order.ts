/**
 * Keeps rows where they are while someone points at them: known ids stay in their old order, new ones follow.
 * A live column that re-sorts under the pointer makes people click the wrong machine.
 */
export function holdOrder<T>(items: readonly T[], idOf: (item: T) => string, held: readonly string[]): T[] {
  const left = new Map(items.map((item) => [idOf(item), item]));
  const kept: T[] = [];
  for (const id of held) {
    const item = left.get(id);
    if (item === undefined) continue;
    kept.push(item);
    left.delete(id);
  }
  return [...kept, ...left.values()];
}
