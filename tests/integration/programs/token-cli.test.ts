/** `npm run token`: the last line is a token that works, and does what was asked for and no more. */
import { expect, it } from 'vitest';
import { actorOfToken } from '@/lib/auth/api-tokens';
import { EFFECTS } from '@/lib/policy/tokens';
import { openStore } from '@/lib/store/db';
import { testDatabase } from '@/tests/support/database';
import { tokenByCli } from '@/tests/support/token';
import { makeWorkspace } from '@/tests/support/workspace';

const token = (url: string, ...words: string[]) => tokenByCli({ DATABASE_URL: url }, ...words);

it('makes a service’s token: everything for --tools all, reading without a word', async () => {
  const { url } = await testDatabase();
  const store = openStore(url, { max: 2 });
  try {
    const { workspaceId } = await makeWorkspace(store.db);
    const of = async (text: string) => actorOfToken(store.db, text, 'rest', new Date());
    const all = await token(url, '--name', 'ci', '--role', 'engineer', '--tools', 'all');
    expect(await of(all)).toMatchObject({
      value: {
        kind: 'service',
        workspaceId,
        role: 'engineer',
        token: { operations: null, effects: EFFECTS },
      },
    });
    const reader = await token(url, '--name', 'reader', '--role', 'viewer', '--day-usd', '5');
    expect(await of(reader)).toMatchObject({ value: { token: { effects: ['reads'], dayUsd: '5' } } });
    await expect(token(url, '--name', 'x', '--role', 'emperor')).rejects.toThrow(/--role/);
    await expect(token(url, '--name', 'x', '--role', 'viewer', '--tools', 'no_such_tool')).rejects.toThrow(
      /no_such_tool/,
    );
  } finally {
    await store.close();
  }
});
