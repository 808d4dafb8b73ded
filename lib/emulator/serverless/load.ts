/** How much is asked of an endpoint, and how much of that its workers shall be able to do. */
import type { Seconds } from '../world/clock';
import type { Endpoint } from '../world/serverless';

/** Load is what was asked in this time, a second. */
const WINDOW: Seconds = 60;

export function ask(endpoint: Endpoint, at: Seconds, cost: number): void {
  endpoint.asked.set(at, (endpoint.asked.get(at) ?? 0) + cost);
  endpoint.lastRequest = at;
}

/** Load a second: what was asked in the last minute, and what waits for a worker still. */
export function loadOf(endpoint: Endpoint, at: Seconds): number {
  forget(endpoint, at);
  let cost = 0;
  for (const one of endpoint.asked.values()) cost += one;
  for (const one of endpoint.waiting.values()) cost += one.cost;
  return cost / WINDOW;
}

function forget(endpoint: Endpoint, at: Seconds): void {
  for (const second of endpoint.asked.keys()) if (second <= at - WINDOW) endpoint.asked.delete(second);
  for (const [index, { at: asked, patience }] of endpoint.waiting) {
    if (asked + patience < at) endpoint.waiting.delete(index);
  }
}

export interface Targets {
  readonly load: number;
  /** Load a second that awake workers shall be able to do. */
  readonly awake: number;
  /** The same with those that sleep. */
  readonly all: number;
  /** One stays awake though nothing is asked. */
  readonly oneAwake: boolean;
}

export function targetsOf(endpoint: Endpoint, at: Seconds): Targets {
  const { minLoad, minColdLoad, targetUtil, coldMult } = endpoint.scaling;
  const load = loadOf(endpoint, at);
  const awake = Math.max(load / targetUtil, minLoad);
  return {
    load,
    awake,
    all: Math.max(awake * coldMult, minColdLoad),
    oneAwake: awake > 0 || !mayRest(endpoint, at),
  };
}

function mayRest({ scaling: { inactivityTimeout }, lastRequest, created }: Endpoint, at: Seconds): boolean {
  if (inactivityTimeout === null || inactivityTimeout === 0) return true;
  return inactivityTimeout > 0 && at >= (lastRequest ?? created) + inactivityTimeout;
}
