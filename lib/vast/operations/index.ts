/** The registry: every operation Gantry can do at Vast.ai, by the name that agents and REST know it by. */
import type { Operation } from '../operation';
import type { Problem } from '../problem';
import { leftToPerson } from '../problems';
import * as account from './account';
import * as apiKeys from './api-keys';
import * as benchmarks from './benchmarks';
import * as billing from './billing';
import * as deployments from './deployments';
import * as deposits from './deposits';
import * as earnings from './earnings';
import * as endpoints from './endpoints';
import * as execute from './execute';
import * as gpuMetrics from './gpu-metrics';
import * as hosting from './hosting';
import * as instances from './instances';
import * as maintenance from './maintenance';
import * as networkVolumes from './network-volumes';
import * as notifications from './notifications';
import * as offers from './offers';
import * as rent from './rent';
import * as router from './router';
import * as secrets from './secrets';
import * as sshKeys from './ssh-keys';
import * as team from './team';
import * as templates from './templates';
import * as transfers from './transfers';
import * as volumes from './volumes';
import * as workergroups from './workergroups';

/** A subject's file exports its operations beside the types and helpers that belong to them. */
type OperationsOf<Subject> = {
  [Name in keyof Subject as Subject[Name] extends Pick<Operation, 'http' | 'lostAnswer'>
    ? Name
    : never]: Subject[Name];
};

/** By path: a module's exports come in another order from each bundler. */
function operationsOf<Subject extends object>(subject: Subject): OperationsOf<Subject> {
  const found = Object.entries(subject as Record<string, Operation>).filter(
    ([, one]) => typeof one === 'object' && 'lostAnswer' in one,
  );
  const place = ([, { http }]: (typeof found)[number]) => `${http.path} ${http.method}`;
  return Object.fromEntries(found.sort((a, b) => (place(a) < place(b) ? -1 : 1))) as OperationsOf<Subject>;
}

export const operations = {
  ...operationsOf(offers),
  ...operationsOf(rent),
  ...operationsOf(instances),
  ...operationsOf(account),
  ...operationsOf(apiKeys),
  ...operationsOf(sshKeys),
  ...operationsOf(secrets),
  ...operationsOf(team),
  ...operationsOf(billing),
  ...operationsOf(templates),
  ...operationsOf(hosting),
  ...operationsOf(maintenance),
  ...operationsOf(earnings),
  ...operationsOf(gpuMetrics),
  ...operationsOf(volumes),
  ...operationsOf(networkVolumes),
  ...operationsOf(transfers),
  ...operationsOf(execute),
  ...operationsOf(deposits),
  ...operationsOf(benchmarks),
  ...operationsOf(endpoints),
  ...operationsOf(workergroups),
  ...operationsOf(router),
  ...operationsOf(deployments),
  ...operationsOf(notifications),
} as const;

export const operationByName: ReadonlyMap<string, Operation> = new Map(
  Object.values(operations).map((op) => [op.name, op as unknown as Operation]),
);

/** Whether a lost answer is a person's to settle: by what the operation is, or because looking came to nothing. */
export const isForPerson = (operationName: string, problem: unknown): boolean =>
  operationByName.get(operationName)?.lostAnswer === 'ask' ||
  (problem as Problem | null)?.code === leftToPerson.code;

/** As somebody looks for them: what stands together, in the order of a renter's days. */
export const subjects: readonly { name: string; title: string; names: ReadonlySet<string> }[] = [
  { name: 'market', title: 'Offers and rents', of: [offers, rent, benchmarks, gpuMetrics] },
  { name: 'instances', title: 'Instances', of: [instances, deposits, execute, transfers] },
  { name: 'storage', title: 'Volumes', of: [volumes, networkVolumes] },
  { name: 'serverless', title: 'Serverless', of: [endpoints, workergroups, router, deployments] },
  { name: 'templates', title: 'Templates', of: [templates] },
  { name: 'finops', title: 'Account and billing', of: [account, billing] },
  { name: 'keys', title: 'Keys and secrets', of: [apiKeys, sshKeys, secrets] },
  { name: 'team', title: 'Team at Vast.ai', of: [team] },
  { name: 'notifications', title: 'Notifications', of: [notifications] },
  { name: 'hosting', title: 'Hosting', of: [hosting, maintenance, earnings] },
].map(({ name, title, of }) => ({
  name,
  title,
  names: new Set(
    of.flatMap((subject) => Object.values<Operation>(operationsOf(subject)).map(({ name }) => name)),
  ),
}));
