import { z } from 'zod';
import { problemResponse } from '@/lib/auth/answers';
import { scopeFromRequest } from '@/lib/auth/scope';
import { takeBackDestroys } from '@/lib/surfaces/take-back';
import { malformedInput } from '@/lib/vast/problems';

const Body = z.object({ ids: z.array(z.uuid()).min(1).max(500) });

/**
 * Takes destroys back that still wait: whose they may be and by whom is the gateway's to say. The session's cookie is
 * not sent by other sites' forms (SameSite).
 */
export async function POST(request: Request): Promise<Response> {
  const scope = await scopeFromRequest(request);
  if (scope instanceof Response) return scope;
  const body = Body.safeParse(await request.json().catch(() => null));
  if (!body.success)
    return problemResponse(malformedInput({ field: 'ids', why: 'the waiting acts to take back' }));
  const result = await takeBackDestroys(scope, body.data.ids);
  return result.ok ? Response.json(result.value) : problemResponse(result.problem);
}
