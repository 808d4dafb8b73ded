import type { ReactNode } from 'react';
import type { Theme } from '@/components/ui/theme';

export interface State {
  /** What is special about it: "pending", "nothing known". */
  name: string;
  /** Drawn once in each theme; ids and names of groups must differ between them. */
  show: (theme: Theme) => ReactNode;
}

/** A component in every state it knows. */
export interface Example {
  /** Its file. */
  of: string;
  states: readonly State[];
}

/** In the same file, but one thing for whoever looks. */
export const example = (of: string, states: Record<string, State['show']>): Example => ({
  of: `components/${of}.tsx`,
  states: Object.entries(states).map(([name, show]) => ({ name, show })),
});

/** An afternoon that never ends: ages and countdowns are the same in every picture. */
export const NOW_MS = Date.parse('2026-11-24T15:54:00Z');

export const nothing = (): void => {};
