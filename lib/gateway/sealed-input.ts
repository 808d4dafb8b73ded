/**
 * An input that holds a secret is kept without it; but what may have to be sent again is needed whole. So it is kept
 * beside the journal's copy, sealed as the accounts' keys are, until its outcome is known.
 */
import type { Operation } from '@/lib/vast/operation';
import type { Intent } from './intents';
import { seal, unseal } from './seal';
import type { GatewayPorts } from './types';

type Ports = Pick<GatewayPorts, 'secretKey'>;
type Place = Pick<Intent, 'workspaceId' | 'accountId'>;

const boundTo = ({ workspaceId, accountId }: Place) => `${workspaceId}/${accountId}/input`;

export function sealedInput(
  { secretKey }: Ports,
  op: Operation,
  input: unknown,
  place: Place,
): string | undefined {
  const secret = op.secretInput?.some((name) => name in (input as object));
  if (op.lostAnswer !== 'repeat' || !secret) return undefined;
  return seal(JSON.stringify(input), secretKey, boundTo(place));
}

/** The input as it was sent; null when it was sealed under another secret key. */
export function wholeInput({ secretKey }: Ports, i: Intent): unknown {
  if (i.sealed === null) return i.input;
  const text = unseal(i.sealed, secretKey, boundTo(i));
  return text === null ? null : JSON.parse(text);
}
