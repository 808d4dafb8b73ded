/** Everything this emulator answers, by subject. */
import type { Route } from '../route';
import { account } from './account';
import { billing } from './billing';
import { instances } from './instances';
import { keys } from './keys';
import { logs, type ResultStore } from './logs';
import { manage } from './manage';
import { offers } from './offers';
import { templates } from './templates';

export const routesOf = (searchCap: number, results: ResultStore): readonly Route[] => [
  ...account,
  ...offers(searchCap),
  ...instances,
  ...manage,
  ...logs(results),
  ...billing,
  ...keys,
  ...templates,
];
