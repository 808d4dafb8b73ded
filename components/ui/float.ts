/** What floats: one surface, one shadow, and a short way in that says where it came from. */
export const floatLook =
  'rounded-lg border border-line bg-surface text-ink shadow-float outline-none transition-[opacity,transform] duration-[140ms] ease-out ' +
  'data-starting-style:opacity-0 data-ending-style:opacity-0';
export const grows =
  'origin-(--transform-origin) data-starting-style:scale-[0.98] data-ending-style:scale-[0.98]';
export const scrim =
  'fixed inset-0 z-40 bg-scrim transition-opacity duration-[140ms] data-starting-style:opacity-0 data-ending-style:opacity-0';
export const itemLook =
  'flex min-h-7 cursor-default items-center gap-2 rounded-sm px-2 py-1 select-none pointer-coarse:min-h-11 ' +
  'data-highlighted:bg-sunken data-highlighted:outline-none data-disabled:opacity-50 [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:text-ink-3';
