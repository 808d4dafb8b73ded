import type { Tone } from '@/components/ui/status';
import type { Effect, LostAnswer } from '@/lib/vast/operation';

export const EFFECT: Record<Effect, { word: string; tone: Tone | 'plain'; says: string }> = {
  reads: { word: 'reads', tone: 'plain', says: 'Reads only; nothing changes.' },
  writes: { word: 'writes', tone: 'wait', says: 'Changes something that can be changed back.' },
  spends: { word: 'spends', tone: 'warn', says: 'Spends money, now or from now on.' },
  destroys: { word: 'destroys', tone: 'bad', says: 'Ends something for good.' },
  grants: { word: 'grants', tone: 'bad', says: 'Gives somebody rights or a way in.' },
};

export const LOST: Record<LostAnswer, string> = {
  repeat: 'Harmless: Gantry may ask again',
  look: 'Looked for at Vast.ai first, never sent twice',
  ask: 'Not sent again; a person decides',
};

export const COMPARED: Record<string, string> = {
  ...{ eq: 'is', neq: 'isn’t', gt: 'more than', gte: 'at least', lt: 'less than', lte: 'at most' },
  ...{ in: 'one of', notin: 'none of' },
};

/** `1 s`, `4.5 s` */
export const seconds = (ms: number): string => `${ms / 1000} s`;
