/** The caller's own instances: anybody else's are not there for them. */
import type { Call } from '../reply';
import { type Contract, isLive } from '../world/contracts';

export const mine = ({ account }: Call): Contract[] =>
  account.contracts.filter((one) => one.kind === 'instance' && isLive(one));

export const named = (call: Call, id = Number(call.params.id)): Contract | undefined =>
  mine(call).find((one) => one.id === id);
