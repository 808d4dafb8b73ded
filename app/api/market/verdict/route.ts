import { z } from 'zod';
import { problemResponse } from '@/lib/auth/answers';
import { scopeFromRequest } from '@/lib/auth/scope';
import { usd } from '@/lib/money';
import { db } from '@/lib/queries/db';
import { rentVerdict } from '@/lib/queries/limits';
import { malformedInput } from '@/lib/vast/problems';

const HOUR_MS = 3_600_000;

const Asked = z.object({
  account: z.uuid(),
  offer: z.coerce.number().int().positive(),
  team: z.uuid().optional(),
  hour: z.string().regex(/^\d{1,7}(\.\d{1,80})?$/, 'is no number of dollars'),
  /** Hours from now on this server's clock, or a moment; left out, there is no end. */
  ends: z
    .union([z.iso.datetime(), z.string().regex(/^\d{1,4}$/)], 'is neither hours nor a moment')
    .optional(),
});

/** Whether spending limits let a rent be, in a sentence; null when none binds it. */
export async function GET(request: Request): Promise<Response> {
  const scope = await scopeFromRequest(request, 'instances.rent');
  if (scope instanceof Response) return scope;
  const asked = Asked.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success) {
    const [wrong] = asked.error.issues;
    return problemResponse(
      malformedInput({ field: String(wrong?.path[0] ?? 'query'), why: wrong?.message ?? 'not understood' }),
    );
  }
  const { account, offer, team, hour, ends } = asked.data;
  const now = new Date();
  const verdict = await rentVerdict(
    db(),
    scope,
    {
      accountId: account,
      offerId: offer,
      teamId: team ?? null,
      hourUsd: usd(hour),
      endsAt: ends === undefined ? null : endOf(ends, now),
    },
    now,
  );
  return Response.json({ verdict }, { headers: { 'cache-control': 'no-store' } });
}

const endOf = (ends: string, now: Date): Date =>
  ends.includes('T') ? new Date(ends) : new Date(now.getTime() + Number(ends) * HOUR_MS);
