/** Every operation's handler, by the operation's name. */
import type { Handler } from '../reply';
import { account } from './account';
import { billing } from './billing';
import { instances } from './instances';
import { keys } from './keys';
import { logs, type ResultStore } from './logs';
import { manage } from './manage';
import { offers } from './offers';
import { templates } from './templates';

export const handlersOf = (searchCap: number, results: ResultStore): ReadonlyMap<string, Handler> =>
  new Map(
    Object.entries({
      ...account,
      ...offers(searchCap),
      ...instances,
      ...manage,
      ...logs(results),
      ...billing,
      ...keys,
      ...templates,
    }),
  );
