'use server';

import { redirect } from 'next/navigation';
import { signBrowserIn } from '@/lib/auth/browser';
import { createFirstOwner } from '@/lib/auth/first-run';
import { store } from '@/lib/store/connection';
import type { Problem } from '@/lib/vast/problem';

export interface FirstRunState {
  name?: string;
  email?: string;
  workspaceName?: string;
  problem?: Problem;
}

export async function becomeOwner(
  token: string,
  _before: FirstRunState,
  form: FormData,
): Promise<FirstRunState> {
  const text = (field: string) => String(form.get(field) ?? '');
  const kept = { name: text('name'), email: text('email'), workspaceName: text('workspaceName') };
  const now = new Date();
  const made = await createFirstOwner(store().db, token, { ...kept, password: text('password') }, now);
  if (!made.ok) return { ...kept, problem: made.problem };
  await signBrowserIn(made.value.personId, now, 'for the first time');
  redirect('/');
}
