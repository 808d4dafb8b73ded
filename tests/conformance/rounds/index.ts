/** Every operation's round, by its name. */
import type { Round } from '../round';
import { account } from './account';
import { apiKeys } from './api-keys';
import { billing } from './billing';
import { gpuMetrics } from './gpu-metrics';
import { hosting } from './hosting';
import { instances } from './instances';
import { notifications } from './notifications';
import { offers } from './offers';
import { secrets } from './secrets';
import { serverless } from './serverless';
import { sshKeys } from './ssh-keys';
import { team } from './team';
import { templates } from './templates';
import { transfers } from './transfers';
import { storage } from './volumes';

const all: readonly Round[] = [
  ...account,
  ...apiKeys,
  ...sshKeys,
  ...secrets,
  ...team,
  ...billing,
  ...gpuMetrics,
  ...hosting,
  ...instances,
  ...notifications,
  ...offers,
  ...templates,
  ...storage,
  ...transfers,
  ...serverless,
];

export const rounds: ReadonlyMap<string, Round> = new Map(all.map((round) => [round.name, round]));
