/**
 * What lies on the disk of a container or on a volume: what the work wrote, hour by hour, and what copies brought,
 * less what was removed. Nothing is stored but the copies and the removals.
 */
import { HOUR, type Seconds } from './clock';
import type { Contract, Work } from './contracts';
import { movedBy } from './copies';
import { imageGb } from './lifecycle';
import type { MilliGb } from './ticks';
import type { World } from './world';

export interface Removal {
  readonly at: Seconds;
  /** A path without a slash at its end; a star stands for anything within a name. */
  readonly path: string;
}

export interface File {
  readonly path: string;
  readonly size: MilliGb;
}

/** The work writes files of this size, one after the other. */
const PART: MilliGb = 6000;

const WHERE: Record<Work, string> = {
  train: '/workspace/checkpoints',
  serve: '/workspace/models',
  crawl: '/workspace/embeddings',
  render: '/workspace/renders',
  notebook: '/workspace/notebooks',
  idle: '/workspace/data',
};

/** What the work wrote by itself: checkpoints and data hour by hour; the disk is never quite full of it. */
export function writtenBy(world: World, contract: Contract, at: Seconds): MilliGb {
  if (contract.kind === 'volume') return contract.space?.held ?? 0;
  const image = imageGb(world, contract.container.image);
  const grows = ((at - contract.created) / HOUR) * (contract.work === 'train' ? 2.4 : 0.5);
  return Math.max(0, Math.round((Math.min((contract.disk / 1000) * 0.93, image + grows) - image) * 1000));
}

export const absolute = (path: string): string => {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
};

/** Whether a path lies at or below another, in which a star stands for anything within a name. */
export function lies(path: string, within: string): boolean {
  const [names, wanted] = [path.split('/').filter(Boolean), within.split('/').filter(Boolean)];
  return wanted.every((name, index) => {
    const found = names[index];
    if (found === undefined) return false;
    if (!name.includes('*')) return name === found;
    return new RegExp(`^${name.split('*').map(escaped).join('.*')}$`).test(found);
  });
}

const escaped = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

export function filesOf(world: World, contract: Contract, at: Seconds): File[] {
  const removals = contract.removals ?? [];
  const goneSince = (path: string, there: (moment: Seconds) => boolean) =>
    removals.some((one) => there(one.at) && lies(path, one.path));
  const files: File[] = [];
  const written = writtenBy(world, contract, at);
  const folder = contract.kind === 'volume' ? '/data' : WHERE[contract.work];
  for (let part = 0; part * PART < written; part += 1) {
    const path = `${folder}/part-${String(part + 1).padStart(4, '0')}.bin`;
    if (goneSince(path, (moment) => part * PART < writtenBy(world, contract, moment))) continue;
    files.push({ path, size: Math.min(PART, written - part * PART) });
  }
  for (const one of contract.transfers ?? []) {
    if (one.to.contract !== contract) continue;
    const name = one.from.path.split('/').filter(Boolean).at(-1) ?? 'copy';
    const path = absolute(
      `${one.to.path}/${one.from.path.endsWith('/') ? '' : `${name}/`}data-${one.begun}.bin`,
    );
    const size = movedBy(one, at);
    if (size > 0 && !goneSince(path, (moment) => moment >= one.begun)) files.push({ path, size });
  }
  return files;
}

export const sizeOf = (files: readonly File[]): MilliGb => files.reduce((sum, one) => sum + one.size, 0);

export const sizeAt = (world: World, contract: Contract, path: string, at: Seconds): MilliGb =>
  sizeOf(filesOf(world, contract, at).filter((one) => lies(one.path, absolute(path))));

/** What is in use of a disk, a container's image included. */
export function usedOf(world: World, contract: Contract, at: Seconds): MilliGb {
  const image = contract.kind === 'volume' ? 0 : Math.round(imageGb(world, contract.container.image) * 1000);
  const untouched = !contract.transfers && !contract.removals;
  const files = untouched ? writtenBy(world, contract, at) : sizeOf(filesOf(world, contract, at));
  return Math.min(contract.disk, image + files);
}

/** What a copy may still bring; what other copies are about to bring is taken already. */
export function freeOn(world: World, contract: Contract, at: Seconds): MilliGb {
  const coming = (contract.transfers ?? [])
    .filter((one) => one.to.contract === contract)
    .reduce((sum, one) => sum + Math.max(0, movedBy(one, Number.MAX_SAFE_INTEGER) - movedBy(one, at)), 0);
  return Math.max(0, contract.disk - usedOf(world, contract, at) - coming);
}
