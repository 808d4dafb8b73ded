'use server';

import { redirect } from 'next/navigation';
import { authenticate } from '@/lib/auth/authenticate';
import { currentVisitor, signBrowserIn } from '@/lib/auth/browser';
import { noWorkspace } from '@/lib/auth/problems';
import { returnPath } from '@/lib/auth/return-path';
import { config } from '@/lib/config';
import { store } from '@/lib/store/connection';
import type { Problem } from '@/lib/vast/problem';

export interface SignInState {
  email?: string;
  problem?: Problem;
}

export async function signIn(_before: SignInState, form: FormData): Promise<SignInState> {
  const email = String(form.get('email') ?? '');
  const given = { email, password: form.get('password') };
  const who = await authenticate(store().db, given, await currentVisitor(), new Date());
  if (!who.ok) return { email, problem: who.problem };
  if (!(await signBrowserIn(who.value.id, new Date(), 'with a password')))
    return { email, problem: noWorkspace() };
  redirect(returnPath(form.get('from'), config().url));
}
