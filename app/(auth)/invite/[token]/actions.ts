'use server';

import { redirect } from 'next/navigation';
import { identify } from '@/lib/auth/authenticate';
import { currentVisitor, signBrowserIn, signBrowserOut } from '@/lib/auth/browser';
import { acceptInvitation, findInvitation, signUp } from '@/lib/auth/invitations';
import { passwordsOff } from '@/lib/auth/problems';
import { currentScope } from '@/lib/auth/scope';
import { config } from '@/lib/config';
import { store } from '@/lib/store/connection';
import { showWorkspace } from '@/lib/surfaces/this-session';
import type { Problem } from '@/lib/vast/problem';

export interface JoinState {
  name?: string;
  problem?: Problem;
}

/** They are signed in as who was invited. */
export async function join(token: string, _before: JoinState): Promise<JoinState> {
  const scope = await currentScope();
  if (!scope) redirect(`/invite/${token}`);
  const now = new Date();
  const joined = await acceptInvitation(store().db, token, scope, now);
  if (!joined.ok) return { problem: joined.problem };
  await showWorkspace(joined.value.workspaceId, now);
  redirect('/');
}

/** They are known: the password they have, then the invitation. */
export async function signInAndJoin(token: string, _before: JoinState, form: FormData): Promise<JoinState> {
  const { db } = store();
  const now = new Date();
  const invited = await findInvitation(db, token, now);
  if (!invited.ok) return { problem: invited.problem };
  const given = { email: invited.value.email, password: form.get('password') };
  const who = await identify(db, given, await currentVisitor(), now);
  if (!who.ok) return { problem: who.problem };
  const joined = await acceptInvitation(db, token, { personId: who.value.id, email: who.value.email }, now);
  if (!joined.ok) return { problem: joined.problem };
  await signBrowserIn(who.value.id, now, 'with a password', joined.value.workspaceId);
  redirect('/');
}

/** They are new. */
export async function signUpAndJoin(token: string, _before: JoinState, form: FormData): Promise<JoinState> {
  const name = String(form.get('name') ?? '');
  if (!config().passwordSignIn) return { name, problem: passwordsOff() };
  const now = new Date();
  const made = await signUp(store().db, token, { name, password: String(form.get('password') ?? '') }, now);
  if (!made.ok) return { name, problem: made.problem };
  await signBrowserIn(made.value.personId, now, 'by invitation', made.value.workspaceId);
  redirect('/');
}

/** Somebody else is signed in here. */
export async function makeRoom(token: string): Promise<void> {
  await signBrowserOut(new Date());
  redirect(`/invite/${token}`);
}
