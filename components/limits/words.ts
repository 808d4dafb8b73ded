/** What a limit allows, in words. */
import { countryName } from '@/components/market/words';
import { moneyText } from '@/components/ui/money';
import type { Limit } from '@/lib/queries/limits';

const few = (names: readonly string[], many: string): string =>
  names.length > 2 ? `${names.length} ${many}` : names.join(', ');

export const gpuWords = ({ gpus }: Pick<Limit, 'gpus'>): string => (gpus ? few(gpus, 'models') : 'any');
export const placeWords = ({ countries }: Pick<Limit, 'countries'>): string =>
  countries ? few(countries.map(countryName), 'countries') : 'anywhere';
export const longestWords = ({ longestHours: hours }: Pick<Limit, 'longestHours'>): string =>
  hours === null ? 'free' : hours >= 48 && hours % 24 === 0 ? `${hours / 24} days` : `${hours} h`;

/** All of it in a line: "$120.00 a day, RTX 4090, Norway, 12 h at most". */
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
