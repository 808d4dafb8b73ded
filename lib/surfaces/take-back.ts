import { gatewayPorts } from '@/lib/gateway/connection';
import { takeBack } from '@/lib/gateway/destroy';
import { personActor, type Scope } from '@/lib/policy/actor';
import type { Result } from '@/lib/vast/problem';

/**
 * Takes destroys back. Not a server action: a browser runs those one after another, and ten seconds are over while
 * it waits for a bulk act to end.
 */
export const takeBackDestroys = (scope: Scope, ids: string[]): Promise<Result<{ takenBack: number }>> =>
  takeBack(gatewayPorts(), personActor(scope), ids);
