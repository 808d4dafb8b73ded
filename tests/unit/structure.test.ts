import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const project = resolve(import.meta.dirname, '../..');
let house: string;

// A small house with the real plan: every arrow in it is allowed.
const SOUND = {
  'lib/vast/client.ts': `export const call = () => 'called';`,
  'lib/vast/operation.ts': `export const operation = 'words';`,
  'lib/store/rows.ts': `export type Row = { id: number };\nexport const rows = () => 1;`,
  'lib/gateway/index.ts': `import { call } from '@/lib/vast/client';\nimport { rows } from '../store/rows';\nexport const run = () => [call(), rows()];`,
  'lib/surfaces/actions.ts': `'use server';\nimport { run } from '@/lib/gateway';\nexport const act = async () => run();`,
  'lib/queries/list.ts': `import { rows } from '@/lib/store/rows';\nexport type Item = { id: number };\nexport const list = () => rows();`,
  'components/list.tsx': `'use client';\nimport type { Item } from '@/lib/queries/list';\nimport { act } from '@/lib/surfaces/actions';\nimport { Name } from './name';\nexport const List = ({ items }: { items: Item[] }) => <Name onClick={act}>{items.length}</Name>;`,
  'components/name.tsx': `export const Name = (props: { children: number; onClick: () => void }) => <b {...props} />;`,
  'app/page.tsx': `import { List } from '@/components/list';\nimport { list } from '@/lib/queries/list';\nexport default function Page() {\n  list();\n  return <List items={[]} />;\n}`,
};

beforeEach(() => {
  house = mkdtempSync(join(tmpdir(), 'gantry-house-'));
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
    copyFileSync(join(project, name), join(house, name));
  symlinkSync(join(project, 'node_modules'), join(house, 'node_modules'));
  plant(SOUND);
  execFileSync('git', ['init', '--quiet'], { cwd: house });
});

afterEach(() => rmSync(house, { recursive: true }));

function plant(files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(house, name)), { recursive: true });
    writeFileSync(join(house, name), text);
  }
}

function check() {
  execFileSync('git', ['add', '--all', '--', 'app', 'components', 'lib'], { cwd: house });
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(project, 'scripts/check-structure.mjs'), house],
    { encoding: 'utf8' },
  );
  return { status, said: stdout };
}

describe('the plan of the house', () => {
  it('passes a house in which every arrow runs the right way', () => {
    expect(check()).toEqual({ status: 0, said: '9 modules, 0 complaints\n' });
  });

  it.each([
    [
      'a poller that calls Vast.ai itself',
      { 'lib/sync/poll.ts': `import { call } from '@/lib/vast/client';\nexport const poll = call;` },
      'call gateway.run',
    ],
    [
      'a query that hands the client on',
      { 'lib/queries/more.ts': `export { call } from '@/lib/vast/client';` },
      'call gateway.run',
    ],
    [
      'a page that reads the database',
      { 'app/costs/page.tsx': `import { rows } from '@/lib/store/rows';\nexport default rows;` },
      'a page reads with lib/queries',
    ],
    [
      'an emulator that borrows the client',
      { 'lib/emulator/index.ts': `export * from '../vast/operation';` },
      'sharing would share our mistakes',
    ],
    [
      'a library that imports a component',
      { 'lib/queries/draw.ts': `import { Name } from '@/components/name';\nexport const draw = Name;` },
      'move what it needs into a room of lib',
    ],
    [
      'a late import',
      { 'lib/vast/late.ts': `export const late = () => import('../store/rows');` },
      'what it needs from outside is handed in',
    ],
    [
      'a room that nobody drew',
      {
        'lib/helpers/index.ts': 'export const help = 1;',
        'app/help.ts': `export { help } from '@/lib/helpers';`,
      },
      'give the new folder of lib a line in ROOMS',
    ],
  ])('reports %s, and says where to go', (_what, files, advice) => {
    plant(files);
    const { status, said } = check();
    expect(status).toBe(1);
    expect(said).toContain(Object.keys(files)[0]);
    expect(said).toContain(advice);
  });

  it('reports a client component that reaches the database through another component', () => {
    plant({
      'components/name.tsx': `import { list } from '@/lib/queries/list';\nexport const Name = () => <b>{list()}</b>;`,
    });
    const { status, said } = check();
    expect(status).toBe(1);
    expect(said).toContain('components/list.tsx → components/name.tsx → lib/queries/list.ts');
  });

  it('reports a circle', () => {
    plant({
      'lib/store/rows.ts': `import { more } from './more';\nexport const rows = () => more;`,
      'lib/store/more.ts': `import { rows } from './rows';\nexport const more = (): unknown => rows;`,
    });
    expect(check()).toMatchObject({ status: 1, said: expect.stringContaining('no-circle') });
  });

  it('allows a circle that types alone close', () => {
    plant({
      'lib/store/rows.ts': `import { more } from './more';\nexport type Row = number;\nexport const rows = () => more;`,
      'lib/store/more.ts': `import type { Row } from './rows';\nexport const more: Row = 1;`,
    });
    expect(check().status).toBe(0);
  });

  it('fails when nothing was read, instead of finding nothing wrong', () => {
    const plan = join(house, '.dependency-cruiser.cjs');
    writeFileSync(
      plan,
      readFileSync(plan, 'utf8').replace('tsPreCompilationDeps: true', "includeOnly: 'nothing'"),
    );
    expect(check()).toMatchObject({ status: 1, said: expect.stringContaining('was not read') });
  });
});
