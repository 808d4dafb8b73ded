/** What a person chose; undefined follows the system. */
export type Theme = 'light' | 'dark';

/** Reads the `theme` cookie; anything unknown follows the system. */
export const themeOf = (value: string | undefined): Theme | undefined =>
  value === 'light' || value === 'dark' ? value : undefined;
