export interface Measured {
  /** With its unit. */
  name: string;
  value: number;
  limit: number;
  direction: 'max' | 'min';
}

/** Loaded when asked for: a bench brings what it measures with it. */
export const BENCHES: Record<string, () => Promise<Measured[]>> = {
  poll: async () => (await import('./poll')).poll(),
  market: async () => (await import('./market')).market(),
  live: async () => (await import('./live')).live(),
  audit: async () => (await import('./audit')).audit(),
  lighthouse: async () => (await import('./lighthouse')).lighthouseOfAll(),
  rest: async () => (await import('./rest')).rest(),
  axe: async () => (await import('./axe')).axeOfAll(),
};
