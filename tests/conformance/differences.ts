/**
 * Where we and the document part on purpose, each with its reason: in the words in which the suite finds a difference.
 * One that is found and not listed is red, and so is one that is listed and no longer found.
 */
import { account } from './differences/account';
import { billing } from './differences/billing';
import { hosting } from './differences/hosting';
import { instances } from './differences/instances';
import { offers } from './differences/offers';
import { serverless } from './differences/serverless';
import { storage } from './differences/storage';
import { team } from './differences/team';
import { templates } from './differences/templates';

export interface Differences {
  /** Of what our client sends. */
  readonly request?: Readonly<Record<string, string>>;
  /** Of what the emulator answers. */
  readonly reply?: Readonly<Record<string, string>>;
}

export type DifferencesOf = Readonly<Record<string, Differences>>;

export const differences: DifferencesOf = {
  ...account,
  ...billing,
  ...hosting,
  ...instances,
  ...offers,
  ...serverless,
  ...storage,
  ...team,
  ...templates,
};

/** A line for each difference that isn't told above, and for each that is and is no longer so. */
export function untold(found: readonly string[], told: Readonly<Record<string, string>> = {}): string {
  const listed = Object.keys(told);
  return [
    ...found.filter((one) => !listed.includes(one)).map((one) => `not told: ${one}`),
    ...listed.filter((one) => !found.includes(one)).map((one) => `no longer so: ${one}`),
  ].join('\n');
}
