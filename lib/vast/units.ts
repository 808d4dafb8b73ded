/**
 * A card's memory as its maker names it: Vast.ai says 24564 MB of a 24 GB card and 81559 of an 80 GB one. Filters
 * stay with Vast.ai's own × 1000, where 24 GB still finds a card of 24564.
 */
export const cardGb = (mb: number): number => Math.round(mb / 1024);

/** The two letters at the end of "Oregon, US"; null where Vast.ai says no country. */
export const countryOf = (geolocation: string | null): string | null =>
  /\b[A-Z]{2}$/.exec(geolocation ?? '')?.[0] ?? null;
