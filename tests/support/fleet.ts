/** A workspace with an account in a database of its own. */
import { openStore } from '@/lib/store/db';
import { testDatabase } from './database';
import { addWorkspace, type Fleet } from './rows';

export * from './rows';

export async function openFleet(): Promise<Fleet> {
  const { url } = await testDatabase();
  const store = { ...openStore(url, { max: 20 }), url };
  return { store, ...(await addWorkspace(store)) };
}
