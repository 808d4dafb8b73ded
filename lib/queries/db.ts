import { store } from '@/lib/store/connection';
import type { Db } from '@/lib/store/db';

/** What a page or a handler hands to a query: `meter(db(), scope, now)`. Tests hand in their own. */
export const db = (): Db => store().db;
