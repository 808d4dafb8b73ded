/** Everything this emulator answers, by subject. */
import type { Courier } from '../courier';
import type { Route } from '../route';
import { account } from './account';
import { apiKeys } from './api-keys';
import { benchmarks } from './benchmarks';
import { billing } from './billing';
import { clusters } from './clusters';
import { deployments } from './deployments';
import { deposits } from './deposits';
import { earnings } from './earnings';
import { endpoints } from './endpoints';
import { execute } from './execute';
import { hosting } from './hosting';
import { increases } from './increases';
import { instances } from './instances';
import { logs, type ResultStore } from './logs';
import { maintenance } from './maintenance';
import { manage } from './manage';
import { metrics } from './metrics';
import { networkVolumes } from './network-volumes';
import { notifications } from './notifications';
import { offers } from './offers';
import { people } from './people';
import { router } from './router';
import { scheduled } from './scheduled';
import { secrets } from './secrets';
import { sshKeys } from './ssh-keys';
import { team } from './team';
import { templates } from './templates';
import { tfa } from './tfa';
import { transfers } from './transfers';
import { volumes } from './volumes';
import { workergroups } from './workergroups';

export const routesOf = (searchCap: number, results: ResultStore, courier: Courier): readonly Route[] => {
  const routes: Route[] = [
    ...account,
    ...increases,
    ...offers(searchCap),
    ...instances,
    ...manage,
    ...logs(results),
    ...billing,
    ...people,
    ...sshKeys,
    ...apiKeys,
    ...secrets,
    ...team,
    ...tfa,
    ...templates,
    ...endpoints,
    ...workergroups,
    ...router,
    ...deployments,
    ...volumes,
    ...networkVolumes,
    ...transfers(results),
    ...execute(results),
    ...deposits,
    ...benchmarks,
    ...maintenance,
    ...hosting,
    ...earnings,
    ...metrics,
    ...notifications(courier),
    ...clusters,
  ];
  routes.push(...scheduled(() => routes));
  return routes;
};
