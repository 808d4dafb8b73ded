/**
 * One operation of Vast.ai, described once. The client call, the permission, the confirmation, the retry rule,
 * the audit line, the REST route and the agent tool all derive from this description.
 */
import type { z } from 'zod';

/** `grants` covers keys, invites, roles and SSH keys, and is guarded like `destroys`. */
export type Effect = 'reads' | 'writes' | 'spends' | 'destroys' | 'grants';

/** Vast.ai's permission scopes; null where its own map lists none. */
export type VastScope =
  | 'instance_read'
  | 'instance_write'
  | 'user_read'
  | 'user_write'
  | 'billing_read'
  | 'billing_write'
  | 'machine_read'
  | 'machine_write'
  | 'team_read'
  | 'team_write'
  | 'misc'
  | null;

/**
 * What silence means. Vast.ai knows no idempotency key, so a rent whose answer got lost may be a rented GPU.
 * `repeat`: asking again is harmless. `look`: find its trace first, never send twice. `ask`: a person decides.
 */
export type LostAnswer = 'repeat' | 'look' | 'ask';

/** An input as the journal keeps it: plain data, without its secrets. */
export type Stored = Readonly<Record<string, unknown>>;

/** Something in a list that a call may have left there. */
export interface Sign {
  /** What tells it from everything else in the list. */
  key: string;
  /** The reply that the call would have had. */
  output: unknown;
}

/** Where a call leaves a trace that says whether it was done: made by `traceIn`. */
export interface Trace {
  /** The operation that shows it. */
  in: Operation;
  given: (input: Stored) => unknown;
  /** What stands there before the call and could be taken for it; null where nothing ever could. */
  standing: ((reply: unknown, input: Stored) => readonly string[]) | null;
  signs: (
    reply: unknown,
    input: Stored,
    known: { tag: string; before: readonly string[] },
  ) => readonly Sign[];
}

/** What is stale afterwards, on every surface. */
export type Touched =
  | 'endpoints'
  | 'instances'
  | 'volumes'
  | 'balance'
  | 'costs'
  | 'market'
  | 'templates'
  | 'ssh-keys'
  | 'api-keys'
  | 'secrets'
  | 'team'
  | 'account'
  | 'machines'
  | 'notifications';

export interface Cost {
  usd: string;
  per: 'once' | 'hour';
}

export interface WireRequest {
  query?: Record<string, unknown>;
  body?: Record<string, unknown>;
}

export interface Operation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  /** The name agents and REST know it by. */
  name: string;
  title: string;
  /** A paragraph for somebody who doesn't know Vast.ai. */
  description: string;
  http:
    | { method: 'GET' | 'POST' | 'PUT' | 'DELETE'; path: `/api/v${number}/${string}`; host?: undefined }
    /** The serverless router answers on a host of its own. */
    | { method: 'POST'; path: `/${string}`; host: 'router' };
  scope: VastScope;
  effect: Effect | { worst: Effect; of: (input: z.output<I>) => Effect };
  /** Gantry's permission, where scope and effect say too little: what a reply tells needs more than its scope. */
  permission?: 'balance.read' | 'accounts.manage' | 'hosting.manage';
  /** The least time between two calls of one identity: documented, or 1 s where nothing is (docs/vast.md). */
  minIntervalMs: number;
  lostAnswer: LostAnswer;
  touches: readonly Touched[];
  /** The tailored screens on which a person does it, by their route: `/instances/[account]/[contract]`. */
  screens?: readonly `/${string}`[];
  /** Output fields shown to nobody: not on a page, in the audit or in a stored reply. */
  secretOutput?: readonly string[];
  /** Those of `secretOutput` that whoever asked is shown, in the first answer and in no repetition of it. */
  shownOnce?: readonly string[];
  /** Input fields left out of the journal. */
  secretInput?: readonly string[];
  /** What the audit says somebody did, after their name: "stopped instance 7". `what` names the object where it is known. */
  sentence?: (input: z.output<I>, what: string | undefined) => string;
  /** What an account holds as a whole, whichever team pays for it: for nobody who sees their teams only. */
  whole?: true;
  /** What it costs as far as the input alone tells: exact dollars, once or for every hour from then on. */
  cost?: (input: z.output<I>) => Cost | undefined;
  /** The contracts it acts on or reads, where the path (`/instances/…{id}`) doesn't name them. */
  contracts?: (input: z.output<I>) => readonly number[];
  input: I;
  output: O;
  /** The reply that a 404 stands for, where Vast.ai says "none" or "already gone" that way. */
  notFoundMeans?: unknown;
  /** A refusal in these words says that what was asked for is so already: success, also after a lost answer. */
  doneAlready?: RegExp;
  /** Where the input goes, when the rule (path, then query for GET, else body) doesn't say it. */
  wire?: (input: z.output<I>) => WireRequest;
  /** Puts the intent's tag where the resolver will find it again. */
  tag?: (input: z.output<I>, tag: string) => z.output<I>;
  /** How the resolver finds out what was done. Needed by `look`. */
  trace?: Trace;
  /** Why nothing at Vast.ai tells what became of it, and it isn't simply sent again. Needed by `ask`. */
  untold?: string;
}

export type Input<O extends Operation> = z.output<O['input']>;
export type Given<O extends Operation> = z.input<O['input']>;
export type Output<O extends Operation> = z.output<O['output']>;

export function operation<I extends z.ZodType, O extends z.ZodType>(o: Operation<I, O>): Operation<I, O> {
  if ((o.lostAnswer === 'look') !== (o.trace !== undefined)) throw new Error(`${o.name}: look by a trace`);
  if ((o.lostAnswer === 'ask') !== (o.untold !== undefined)) throw new Error(`${o.name}: say why to ask`);
  return o;
}

export const effectOf = <O extends Operation>(o: O, input: Input<O>): Effect =>
  typeof o.effect === 'string' ? o.effect : o.effect.of(input);

export const worstEffect = (o: Operation): Effect =>
  typeof o.effect === 'string' ? o.effect : o.effect.worst;

/** Every call of it is about contracts that its input names. */
export const namesContracts = (o: Operation): boolean =>
  o.contracts !== undefined || /^\/api\/v\d+\/instances\/.*\{id\}/.test(o.http.path);

/** The contracts it acts on or reads: paths under `/instances/` name theirs by `{id}`. */
export function contractsIn<O extends Operation>(o: O, input: Input<O>): readonly number[] {
  if (o.contracts) return o.contracts(input);
  if (!namesContracts(o)) return [];
  const { id } = input as { id?: unknown };
  return typeof id === 'number' ? [id] : [];
}

/** The audit's words; an input that was stored is plain data and has lost its types. */
export const sentenceOf = (o: Operation, input: unknown, what?: string): string =>
  o.sentence?.(input as never, what) ?? o.title.toLowerCase();

/** A copy without the fields whose names are secret, at any depth. */
export function redact(value: unknown, secret: readonly string[] = []): unknown {
  if (secret.length === 0) return value;
  if (Array.isArray(value)) return value.map((inner) => redact(inner, secret));
  // Dates and amounts are values, not records of fields.
  if (value && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => !secret.includes(key))
        .map(([key, inner]) => [key, redact(inner, secret)]),
    );
  }
  return value;
}
