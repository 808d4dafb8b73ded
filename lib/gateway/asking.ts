import { requestId } from '@/lib/log/context';
import type { Actor } from '@/lib/policy/actor';

/** The actor as it is stored: with the request that asks, unless it is stored already and asks again. */
export function asking(actor: Actor): Actor {
  const asked = actor.requestId ?? requestId();
  return asked === undefined ? actor : { ...actor, requestId: asked };
}
