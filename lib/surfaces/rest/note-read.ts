import type { GatewayPorts, Outcome } from '@/lib/gateway';
import type { ReadAudit } from '@/lib/gateway/read-audit';
import type { Actor } from '@/lib/policy/actor';
import { contractsIn, type Operation, redact } from '@/lib/vast/operation';

/** Refusals of the door's own are written down there, before anything is asked. */
export function noteRead(
  { ports, reads }: { ports: Pick<GatewayPorts, 'now'>; reads: ReadAudit },
  actor: Actor,
  op: Operation,
  accountId: string,
  input: unknown,
  outcome: Outcome<unknown>,
): void {
  const asked = outcome.kind === 'done' || outcome.problem.code.startsWith('vast.');
  if (!asked) return;
  reads.note(actor, {
    at: ports.now(),
    action: op.name,
    result: outcome.kind,
    accountId,
    contractId: contractsIn(op, input)[0] ?? null,
    sentence: `asked for “${op.title}”`,
    detail: {
      input: redact(input, op.secretInput),
      ...(outcome.kind === 'done' ? {} : { problem: outcome.problem }),
    },
  });
}
