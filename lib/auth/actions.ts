'use server';

import { revalidatePath } from 'next/cache';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { config } from '@/lib/config';
import { store } from '@/lib/store/connection';
import { signBrowserOut } from './browser';
import { SESSION_COOKIE } from './cookie';
import { returnPath } from './return-path';
import * as sessions from './sessions';

/** Ends the session here and in the database; its cookie is worthless from this moment. */
export async function signOut(): Promise<void> {
  await signBrowserOut(new Date());
  redirect('/sign-in');
}

/** Puts another of the person's workspaces on screen, in every tab of this browser; `to` is the place to look at. */
export async function switchWorkspace(workspaceId: string, to: string): Promise<void> {
  const id = (await cookies()).get(SESSION_COOKIE)?.value;
  const switched = id && (await sessions.switchWorkspace(store().db, id, workspaceId, new Date()));
  if (!switched) redirect('/sign-in');
  revalidatePath('/', 'layout');
  redirect(returnPath(to, config().url));
}
