'use server';

import { passwordsOff } from '@/lib/auth/problems';
import { spendReset } from '@/lib/auth/resets';
import { config } from '@/lib/config';
import { store } from '@/lib/store/connection';
import type { Problem } from '@/lib/vast/problem';

export interface ResetState {
  problem?: Problem;
  done?: true;
}

export async function setPassword(token: string, _before: ResetState, form: FormData): Promise<ResetState> {
  if (!config().passwordSignIn) return { problem: passwordsOff() };
  const password = String(form.get('password') ?? '');
  const set = await spendReset(store().db, token, password, new Date());
  return set.ok ? { done: true } : { problem: set.problem };
}
