import { cookies } from 'next/headers';
import { SESSION_COOKIE } from '@/lib/auth/cookie';
import { switchWorkspace } from '@/lib/auth/sessions';
import { db } from '@/lib/queries/db';

/** The session this browser holds. */
export const thisSessionId = async (): Promise<string | undefined> =>
  (await cookies()).get(SESSION_COOKIE)?.value;

/** Puts another of the person's workspaces on screen, in every tab of this browser. */
export async function showWorkspace(workspaceId: string, now: Date): Promise<boolean> {
  const id = await thisSessionId();
  return id !== undefined && (await switchWorkspace(db(), id, workspaceId, now));
}
