/** Where to go after signing in: a path of ours, whatever the address bar was made to say. */
export function returnPath(from: unknown, ownUrl: string): string {
  if (typeof from !== 'string') return '/';
  let target: URL;
  try {
    target = new URL(from, ownUrl);
  } catch {
    return '/';
  }
  // Also "//evil.test", "/\evil.test" and "javascript:", as the browser would read them.
  if (target.origin !== new URL(ownUrl).origin) return '/';
  // "/x/..//evil.test" is ours here and becomes "//evil.test", which would be theirs.
  if (/^\/(\/|(api|sign-in|first-run|forgot|reset)(\/|$))/.test(target.pathname)) return '/';
  return target.pathname + target.search;
}
