/** Joins class names; falsy parts drop out, so that `on && 'text-ink'` reads as it means. */
export const cx = (...parts: (string | false | null | undefined)[]): string =>
  parts.filter(Boolean).join(' ');
