import { type Problem, statusOf } from '@/lib/vast/problem';

/** A problem as a handler's answer. */
export const problemResponse = (problem: Problem): Response =>
  Response.json({ problem }, { status: statusOf(problem), headers: { 'cache-control': 'no-store' } });
