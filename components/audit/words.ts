import type { ComponentProps } from 'react';
import type { Chip } from '@/components/ui/chip';
import type { ActResult } from '@/lib/queries/audit-asked';

/** Through what it was done, after the name. */
export const VIA: Record<string, string> = {
  page: 'on a page',
  rest: 'by REST',
  mcp: 'by an agent',
  automation: 'by a rule',
  vast: 'by itself',
};

export const RESULT: Record<ActResult, { word: string; tone: ComponentProps<typeof Chip>['tone'] }> = {
  done: { word: 'Done', tone: 'plain' },
  refused: { word: 'Refused', tone: 'bad' },
  unknown: { word: 'No answer yet', tone: 'warn' },
  seen: { word: 'Seen', tone: 'off' },
};

/** Who acts without being a member. */
export const NOT_PEOPLE = [
  { value: 'rule', label: 'Gantry, by a rule' },
  { value: 'service', label: 'Services, by their tokens' },
  { value: 'vast', label: 'Vast.ai, by itself' },
  { value: 'visitor', label: 'Somebody not signed in' },
];

/** Through what somebody acts, as the filter names it. */
export const DOORS = [
  { value: 'page', label: 'Pages' },
  { value: 'rest', label: 'REST' },
  { value: 'mcp', label: 'Agents (MCP)' },
];
