/** The three commands that Vast.ai runs on an instance's disk: `ls`, `du` and `rm`. */
import type { Seconds } from './clock';
import type { Contract } from './contracts';
import { absolute, type File, filesOf, lies, sizeOf } from './files';
import type { MilliGb } from './ticks';
import type { World } from './world';

export interface Command {
  readonly name: 'ls' | 'du' | 'rm';
  readonly flags: string;
  /** Of `du -d2`: how deep. */
  readonly depth: number;
  readonly paths: readonly string[];
}

/** null: not one of the three, or more than one command. */
export function commandOf(text: string): Command | null {
  if (/[;|&<>`$\n\\]/.test(text)) return null;
  const words = (text.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^["']|["']$/g, ''));
  const [name, ...rest] = words;
  if (name !== 'ls' && name !== 'du' && name !== 'rm') return null;
  const flags = rest.filter((word) => word.startsWith('-'));
  const paths = rest.filter((word) => !word.startsWith('-'));
  if (name === 'rm' && paths.length === 0) return null;
  const depth = /^(?:-d|--max-depth=)(\d+)$/.exec(flags.find((flag) => /\d/.test(flag)) ?? '')?.[1];
  return {
    name,
    flags: flags.map((flag) => flag.replace(/^-+/, '')).join(''),
    depth: depth === undefined ? Number.POSITIVE_INFINITY : Number(depth),
    paths: paths.length > 0 ? paths : ['/'],
  };
}

/** Folders of any image; the files in them are the image's own and don't count. */
const FOLDERS = ['bin', 'dev', 'etc', 'home', 'lib', 'opt', 'proc', 'root', 'tmp', 'usr', 'var', 'workspace'];

/** Where a path leads: onto the container's own disk, or onto the volume that is mounted there. */
export function placeOf(contract: Contract, path: string): { disk: Contract; path: string } {
  const { mount } = contract;
  const whole = absolute(path);
  return mount && lies(whole, mount.path)
    ? { disk: mount.volume, path: absolute(whole.slice(absolute(mount.path).length)) }
    : { disk: contract, path: whole };
}

export function run(world: World, contract: Contract, command: Command, at: Seconds): string {
  return command.paths.map((path) => `${one(world, contract, command, path, at)}\n`).join('');
}

function one(world: World, contract: Contract, command: Command, path: string, at: Seconds): string {
  const place = placeOf(contract, path);
  const found = filesOf(world, place.disk, at).filter((file) => lies(file.path, place.path));
  const there = found.length > 0 || isFolder(contract, place);
  switch (command.name) {
    case 'ls':
      return there ? listed(contract, place, found, command) : missing('ls: cannot access', path);
    case 'du':
      return there ? summed(path, place.path, found, command) : missing('du: cannot access', path);
    case 'rm':
      if (!there && !path.includes('*'))
        return command.flags.includes('f') ? '' : missing('rm: cannot remove', path);
      return removed(place, found, path, command, at);
  }
}

const missing = (what: string, path: string) => `${what} '${path}': No such file or directory`;

const isFolder = (contract: Contract, { disk, path }: { disk: Contract; path: string }) =>
  path === '/' || (disk === contract && FOLDERS.some((name) => path === `/${name}`));

/** The names in a folder, each with what lies below it. */
function below(files: readonly File[], path: string): Map<string, MilliGb> {
  const names = new Map<string, MilliGb>();
  const depth = path.split('/').filter(Boolean).length;
  for (const file of files) {
    const name = file.path.split('/').filter(Boolean)[depth] ?? file.path.split('/').at(-1) ?? '';
    names.set(name, (names.get(name) ?? 0) + file.size);
  }
  return names;
}

function listed(
  contract: Contract,
  { disk, path }: { disk: Contract; path: string },
  files: readonly File[],
  { flags }: Command,
): string {
  const names = below(files, path);
  if (path === '/' && disk === contract) for (const name of FOLDERS) names.set(name, names.get(name) ?? 0);
  const rows = [...names].sort(([a], [b]) => (a < b ? -1 : 1));
  if (!flags.includes('l')) return rows.map(([name]) => name).join('\n');
  return rows.map(([name, size]) => `-rw-r--r-- 1 root root ${bytes(size, flags)} ${name}`).join('\n');
}

/** A row for each folder down to the depth asked for, the deepest first and the whole last, as du has it. */
function summed(asked: string, path: string, files: readonly File[], { flags, depth }: Command): string {
  const base = path.split('/').filter(Boolean).length;
  const folders = new Map<string, MilliGb>();
  const deepest = flags.includes('s') ? 0 : depth;
  for (const file of files) {
    const names = file.path.split('/').filter(Boolean).slice(base, -1);
    for (let level = 1; level <= Math.min(names.length, deepest); level += 1) {
      const name = names.slice(0, level).join('/');
      folders.set(name, (folders.get(name) ?? 0) + file.size);
    }
  }
  const root = asked.replace(/\/$/, '');
  const rows = [...folders]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([name, size]) => [`${root}/${name}`, size] as const);
  return [...rows, [asked, sizeOf(files)] as const]
    .map(([name, size]) => `${blocks(size, flags)}\t${name}`)
    .join('\n');
}

function removed(
  place: { disk: Contract; path: string },
  found: readonly File[],
  asked: string,
  { flags }: Command,
  at: Seconds,
): string {
  const whole = found.some((file) => file.path.split('/').length > place.path.split('/').length);
  if (whole && !/[rR]/.test(flags)) return `rm: cannot remove '${asked}': Is a directory`;
  place.disk.removals = [...(place.disk.removals ?? []), { at, path: place.path }];
  return '';
}

const human = (size: MilliGb) =>
  size >= 1000 ? `${(size / 1000).toFixed(1)}G` : size > 0 ? `${size}M` : '4.0K';

const bytes = (size: MilliGb, flags: string) =>
  flags.includes('h') ? human(size) : String(size * 1_000_000);
/** du counts blocks of 1,024 bytes. */
const blocks = (size: MilliGb, flags: string) =>
  flags.includes('h') ? human(size) : String(Math.ceil((size * 1_000_000) / 1024) + 4);
