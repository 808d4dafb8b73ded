/**
 * Where calls go. Vast.ai's own console has its serverless router on another host; anywhere else (an emulator, a
 * proxy) one origin serves both families. Nothing else tells the real service and another apart.
 */
export const VAST_ORIGIN = 'https://console.vast.ai';
export const VAST_ROUTER = 'https://run.vast.ai';

export const routerOrigin = (origin: string): string => (origin === VAST_ORIGIN ? VAST_ROUTER : origin);

/** `https://host:port` of what somebody typed, or null when it isn't an http(s) address. */
export function originOf(typed: string): string | null {
  try {
    const url = new URL(typed.includes('://') ? typed : `https://${typed}`);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.origin : null;
  } catch {
    return null;
  }
}
