/**
 * Serverless: an endpoint has worker groups, a group has workers, and a worker is an ordinary contract of the account.
 * What is here is what an account set and what happened; `lib/emulator/serverless` decides.
 */
import type { Fields, Json } from '../json';
import type { Seconds } from './clock';
import type { Container, Contract } from './contracts';

export const ENDPOINT_STATES = ['active', 'suspended', 'stopped'] as const;
export type EndpointState = (typeof ENDPOINT_STATES)[number];

/** How much an endpoint scales; loads are in the work's own units a second (tokens for language models). */
export interface Scaling {
  minLoad: number;
  minColdLoad: number;
  targetUtil: number;
  coldMult: number;
  coldWorkers: number;
  maxWorkers: number;
  maxQueueTime: number;
  targetQueueTime: number;
  /** > 0: so long without a request before the last worker may sleep; < 0: never; 0 and null: at once. */
  inactivityTimeout: number | null;
}

/** `info0` is the least, `debug` the most that a reader of the log gets. */
export const LOG_LEVELS = ['info0', 'info1', 'trace', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface LogLine {
  readonly at: Seconds;
  readonly level: LogLevel;
  readonly text: string;
}

/** A request that a worker has taken: until when it is at it. */
export interface Work {
  readonly at: Seconds;
  readonly cost: number;
  readonly until: number;
}

export interface Worker {
  readonly contract: Contract;
  /** What it was last seen in; the log tells the changes. */
  status: WorkerStatus | null;
  /** Since when `status`. */
  since: Seconds;
  /** It has been ready once, so that its speed is known. */
  measured: boolean;
  loadedAt: Seconds | null;
  work: Work[];
  /** A newer container waits for it to be free. */
  outdated: boolean;
}

export type WorkerStatus =
  | 'PENDING'
  | 'CREATING'
  | 'CREATED'
  | 'LOADING'
  | 'MODEL_LOADING'
  | 'IDLE'
  | 'STARTING'
  | 'STOPPED'
  | 'REBOOTING'
  | 'ERROR';

/** What a worker is built from. */
export interface WorkerPlan {
  readonly container: Container;
  readonly diskGb: number;
}

export interface Workergroup {
  readonly id: number;
  readonly created: Seconds;
  endpoint: Endpoint;
  templateHash: string | null;
  templateId: number | null;
  /** As it was written: a query or JSON. */
  searchParams: Json;
  searchQuery: Fields;
  launchArgs: string | null;
  /** GB. */
  gpuRam: number | null;
  testWorkers: number;
  /** Taken and shown; only the endpoint's count. */
  ignored: { minLoad: number; targetUtil: number; coldMult: number; coldWorkers: number; maxWorkers: number };
  readonly workers: Worker[];
  /** One of its workers has been ready: how fast they are is known. */
  measured: boolean;
  readonly log: LogLine[];
  /** Of a deployment: built from that and not from a template. */
  deployment: Deployment | null;
}

export interface Endpoint {
  readonly id: number;
  readonly account: number;
  readonly apiKey: string;
  readonly created: Seconds;
  name: string;
  state: EndpointState;
  readonly scaling: Scaling;
  readonly groups: Workergroup[];
  readonly log: LogLine[];
  /** Cost asked for by second. */
  readonly asked: Map<Seconds, number>;
  /** Requests that wait for a worker, by their index. */
  readonly waiting: Map<number, { cost: number; at: Seconds; patience: number }>;
  requests: number;
  lastRequest: Seconds | null;
  /** The next planned look. */
  look: Seconds | null;
  /** The market had nothing: not before this moment again. */
  rentAgain: Seconds;
  /** Looks at the market in a row that found nothing. */
  dry: number;
}

export interface DeploymentVersion {
  readonly id: number;
  readonly fileHash: string;
  readonly label: string | null;
  readonly created: Seconds;
}

/** Code of the account's, with an endpoint and a group that run it. */
export interface Deployment {
  readonly id: number;
  readonly account: number;
  readonly name: string;
  readonly tag: string;
  readonly created: Seconds;
  updated: Seconds;
  image: string;
  env: string | null;
  searchParams: string | null;
  storageGb: number;
  /** Seconds without a sign of life after which it is deleted. */
  ttl: number | null;
  heartbeat: Seconds | null;
  readonly versions: DeploymentVersion[];
  readonly endpoint: Endpoint;
  readonly group: Workergroup;
}
