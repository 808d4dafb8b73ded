/** What every tool of an agent is, whether it stands for one operation or for a task. */
import type { GatewayPorts } from '@/lib/gateway';
import type { AgentPlan } from '@/lib/gateway/plans/plan';
import type { ReadAudit } from '@/lib/gateway/read-audit';
import type { Gateway } from '@/lib/gateway/types';
import type { Actor, Scope } from '@/lib/policy/actor';
import type { Effect } from '@/lib/vast/operation';
import type { Problem } from '@/lib/vast/problem';

export type Json = Record<string, unknown>;

export interface McpPorts {
  ports: GatewayPorts;
  gateway: Gateway;
  reads: ReadAudit;
  /** Seals cursors. */
  secret: Buffer;
  /** Where people reach Gantry, for the address of an approval. */
  url: string;
}

/** One call: this process, and who asks. */
export interface Call extends McpPorts {
  actor: Exclude<Actor, { kind: 'rule' }>;
  /** The same for queries. */
  scope: Scope;
}

/** Values of one field, each wrong by itself. */
export interface FieldIssue {
  field: string;
  why: string;
}

export type Answer =
  | {
      kind: 'done';
      result: unknown;
      /** How to ask for what follows. */
      next?: string | null;
      /** Rows from here on, where a list is cut further: for the ones that weren't told. */
      nextAfter?: (kept: number) => string | null;
      total?: number;
      alreadyShown?: readonly string[];
    }
  | { kind: 'plan' | 'needs_approval'; plan: AgentPlan }
  /** No answer came; it is being looked up. */
  | { kind: 'unknown'; problem: Problem; intentId: string }
  | { kind: 'refused'; problem: Problem; issues?: readonly FieldIssue[]; fix?: string };

export interface Tool {
  name: string;
  title: string;
  description: string;
  /** The worst it can do. */
  effect: Effect;
  /** The same twice is the same once. */
  idempotent: boolean;
  /** It asks Vast.ai, rather than Gantry's own books. */
  openWorld: boolean;
  input: Json;
  /** What `result` is. */
  result: Json;
  /** Whether it is there for them at all. */
  isFor(actor: Call['actor']): boolean;
  /** What this very call counts as: a plan is no write yet. */
  turn(args: Json): 'reads' | 'writes';
  call(call: Call, args: Json): Promise<Answer>;
}

export const refused = (problem: Problem, fix?: string): Answer => ({
  kind: 'refused',
  problem,
  ...(fix === undefined ? {} : { fix }),
});
