/** What an account sets about an endpoint or a group, read from a body: null there means "not given". */
import { type Fields, given, type Json, number, text } from '../json';
import {
  ENDPOINT_STATES,
  type Endpoint,
  type EndpointState,
  type Scaling,
  type Workergroup,
} from '../world/serverless';
import type { World } from '../world/world';
import { searchQueryOf, USUAL_SEARCH } from './parse';

/** The spec's defaults; the last three are the official client's. */
export const USUAL_SCALING: Scaling = {
  minLoad: 10,
  minColdLoad: 0,
  targetUtil: 0.9,
  coldMult: 2.5,
  coldWorkers: 5,
  maxWorkers: 20,
  maxQueueTime: 30,
  targetQueueTime: 10,
  inactivityTimeout: null,
};

type Bounds = readonly [least: number, most: number];
const ANY: Bounds = [0, 1e9];
const COUNT: Bounds = [0, 1000];

class Wrong extends Error {}

/** A number within its bounds, or what it was. */
function amount<T extends number | null>(
  body: Fields,
  key: string,
  kept: T,
  [least, most]: Bounds,
): number | T {
  const value = given(body, key);
  if (value === undefined) return kept;
  const read = number(value);
  if (read === null || read < least || read > most) throw new Wrong(`Invalid value for ${key}`);
  return read;
}

const count = (body: Fields, key: string, kept: number): number => Math.floor(amount(body, key, kept, COUNT));

/** The settings, or what is wrong with them. */
export function tried<T>(read: () => T): T | { wrong: string } {
  try {
    return read();
  } catch (error) {
    if (error instanceof Wrong) return { wrong: error.message };
    throw error;
  }
}

export const scalingOf = (body: Fields, before: Scaling): Scaling => ({
  minLoad: amount(body, 'min_load', before.minLoad, ANY),
  minColdLoad: amount(body, 'min_cold_load', before.minColdLoad, ANY),
  targetUtil: amount(body, 'target_util', before.targetUtil, [0.01, 1]),
  coldMult: amount(body, 'cold_mult', before.coldMult, ANY),
  coldWorkers: count(body, 'cold_workers', before.coldWorkers),
  maxWorkers: count(body, 'max_workers', before.maxWorkers),
  maxQueueTime: amount(body, 'max_queue_time', before.maxQueueTime, ANY),
  targetQueueTime: amount(body, 'target_queue_time', before.targetQueueTime, ANY),
  inactivityTimeout: amount(body, 'inactivity_timeout', before.inactivityTimeout, [-1e9, 1e9]),
});

export function stateOf(body: Fields, before: EndpointState): EndpointState {
  const value = given(body, 'endpoint_state');
  if (value === undefined) return before;
  const state = ENDPOINT_STATES.find((one) => one === value);
  if (!state) throw new Wrong('endpoint_state must be active, suspended or stopped');
  return state;
}

/** Without what a shell would read: the backend refuses such names (a comment of the official client). */
export function nameOf(body: Fields, before: string): string {
  const name = text(given(body, 'endpoint_name')) ?? before;
  if (name.trim() === '' || name.length > 256 || /[()`$;|&<>\\"']/.test(name))
    throw new Wrong('Invalid endpoint_name');
  return name;
}

type GroupSettings = Pick<
  Workergroup,
  | 'endpoint'
  | 'templateHash'
  | 'templateId'
  | 'searchParams'
  | 'searchQuery'
  | 'launchArgs'
  | 'gpuRam'
  | 'testWorkers'
  | 'ignored'
>;

const USUAL_GROUP: Omit<GroupSettings, 'endpoint'> = {
  templateHash: null,
  templateId: null,
  searchParams: USUAL_SEARCH,
  searchQuery: searchQueryOf(USUAL_SEARCH) ?? {},
  launchArgs: null,
  gpuRam: null,
  testWorkers: 3,
  ignored: { minLoad: 1, targetUtil: 0.9, coldMult: 3, coldWorkers: 3, maxWorkers: 20 },
};

export function searchOf(search: Json): Fields {
  const query = searchQueryOf(search);
  if (query === null) throw new Wrong('Invalid search_params');
  return query;
}

/** `before` is null for a new one. */
export function groupOf(
  world: World,
  account: number,
  body: Fields,
  before: GroupSettings | null,
): GroupSettings {
  const kept = before ?? USUAL_GROUP;
  const { ignored } = kept;
  const search = given(body, 'search_params') ?? kept.searchParams;
  const gpuRam = amount(body, 'gpu_ram', kept.gpuRam, [0, 10_000]);
  return {
    endpoint: endpointFor(world, account, body, before?.endpoint),
    ...templateFor(world, account, body, kept),
    searchParams: search,
    searchQuery: searchOf(search),
    launchArgs: text(given(body, 'launch_args')) ?? kept.launchArgs,
    gpuRam,
    testWorkers: count(body, 'test_workers', kept.testWorkers),
    ignored: {
      minLoad: amount(body, 'min_load', ignored.minLoad, ANY),
      targetUtil: amount(body, 'target_util', ignored.targetUtil, [0, 1]),
      coldMult: amount(body, 'cold_mult', ignored.coldMult, ANY),
      coldWorkers: count(body, 'cold_workers', ignored.coldWorkers),
      maxWorkers: count(body, 'max_workers', ignored.maxWorkers),
    },
  };
}

/** By id, else by name; of several of a name the newest. */
function endpointFor(world: World, account: number, body: Fields, before: Endpoint | undefined): Endpoint {
  const id = number(given(body, 'endpoint_id'));
  const name = text(given(body, 'endpoint_name'));
  const found =
    id !== null
      ? world.endpoints.find((one) => one.account === account && one.id === id)
      : name !== null
        ? endpointNamed(world, account, name)
        : before;
  if (!found) throw new Wrong('Please assign your workergroup to a valid endpoint identifier');
  return found;
}

export const endpointNamed = (world: World, account: number, name: string): Endpoint | undefined =>
  world.endpoints.findLast((one) => one.account === account && one.name === name);

function templateFor(
  world: World,
  account: number,
  body: Fields,
  kept: Pick<GroupSettings, 'templateHash' | 'templateId'>,
): Pick<GroupSettings, 'templateHash' | 'templateId'> {
  const hash = text(given(body, 'template_hash'));
  const id = number(given(body, 'template_id'));
  if (hash === null && id === null) return { templateHash: kept.templateHash, templateId: kept.templateId };
  const found = world.templates.find(
    (one) =>
      (hash !== null ? one.hash === hash : one.id === id) &&
      (one.creator === account || !one.content.private),
  );
  if (!found) throw new Wrong('Invalid template');
  return { templateHash: found.hash, templateId: found.id };
}
