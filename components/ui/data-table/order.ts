/**
 * Keeps rows where they are while someone points at them: known ids stay in their old order, new ones follow.
 * A live column that re-sorts under the pointer makes people click the wrong machine.
 */
export function holdOrder<T>(items: readonly T[], idOf: (item: T) => string, held: readonly string[]): T[] {
  const place = new Map(held.map((id, index) => [id, index]));
  return items
    .map((item, index) => ({ item, at: place.get(idOf(item)) ?? held.length + index }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
