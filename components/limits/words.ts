/** What a limit allows, in words. */
import { moneyText } from '@/components/ui/money';
import type { Limit } from '@/lib/queries/limits';

/** As many names as fit a column, else how many there are. */
const few = (names: readonly string[], fit: number, many: string): string =>
  names.length > fit ? `${names.length} ${many}` : names.join(', ');

export const gpuWords = ({ gpus }: Pick<Limit, 'gpus'>): string => (gpus ? few(gpus, 2, 'models') : 'any');
/** By their codes, as offers and refusals have them: server and browser don't spell every name alike. */
export const placeWords = ({ countries }: Pick<Limit, 'countries'>): string =>
  countries ? few(countries, 3, 'countries') : 'anywhere';
export const longestWords = ({ longestHours: hours }: Pick<Limit, 'longestHours'>): string =>
  hours === null ? 'free' : hours >= 48 && hours % 24 === 0 ? `${hours / 24} days` : `${hours} h`;

/** All of it in a line: "$120.00 a day, RTX 4090, NO, 12 h at most". */
export function ruleWords(limit: Limit): string {
  const said = [
    limit.dayUsd === null ? '' : `${moneyText(limit.committed.dayUsd)} of ${moneyText(limit.dayUsd)} today`,
    limit.gpus ? gpuWords(limit) : '',
    limit.countries ? placeWords(limit) : '',
    limit.longestHours === null
      ? limit.endRequired
        ? 'an end is needed'
        : ''
      : `${longestWords(limit)} at most`,
  ].filter(Boolean);
  return said.join(', ') || 'any GPU, anywhere';
}
