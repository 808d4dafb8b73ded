'use server';

import { after } from 'next/server';
import { currentVisitor } from '@/lib/auth/browser';
import { passwordsOff } from '@/lib/auth/problems';
import { config } from '@/lib/config';
import { post } from '@/lib/mail';
import { store } from '@/lib/store/connection';
import { askForPassword } from '@/lib/surfaces/forgotten';
import type { Problem } from '@/lib/vast/problem';

export interface ForgotState {
  email?: string;
  problem?: Problem;
  /** Answered, whoever it was about. */
  done?: true;
}

export async function askAgain(_before: ForgotState, form: FormData): Promise<ForgotState> {
  const email = String(form.get('email') ?? '').trim();
  if (!config().passwordSignIn) return { email, problem: passwordsOff() };
  const office = { db: store().db, post: post(), url: config().url, later: after };
  const asked = await askForPassword(office, email, await currentVisitor(), new Date());
  return asked.ok ? { email, done: true } : { email, problem: asked.problem };
}
