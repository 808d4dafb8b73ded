/**
 * One operation in both directions: our client asks an emulator of the round's own and must understand the answer;
 * what the emulator answered, byte for byte, is held against the document.
 */
import { type Emulator, type EmulatorOptions, startEmulator } from '@/lib/emulator';
import type { Answer } from '@/lib/vast/client';
import type { Given, Input, Operation, Output } from '@/lib/vast/operation';
import { type Caller, callerOf } from '@/tests/integration/emulator/client';
import { EPOCH } from '@/tests/support/emulated';
import { clientOf } from './client';

export interface Stage {
  readonly emulator: Emulator;
  /** Plain HTTP with the first account's key; `advance` moves the world's clock. */
  readonly caller: Caller;
  /** Our client, for set-up calls and questions afterwards; throws when it is refused. */
  call<O extends Operation>(op: O, input: Given<O>): Promise<Output<O>>;
}

export interface Raw {
  readonly status: number;
  readonly body: unknown;
}

/** Sent as it is, past our own schema: what Vast.ai refuses, our schema often refuses before it. */
export interface Refusal {
  readonly input: Record<string, unknown>;
  readonly status: number;
  /** Asked last, and after this: for what is refused only once something has happened. */
  readonly after?: (stage: Stage) => Promise<unknown>;
}

interface Plan<O extends Operation> {
  /** `small-team` with five days of past unless said: the first account is renter and host. */
  readonly world?: string;
  readonly history?: number;
  /** A valid input, after the calls that set the scene. */
  readonly input: Given<O> | ((stage: Stage) => Promise<Given<O>>);
  /** What the typed output must be, and what is so in the world afterwards. */
  readonly expect: (output: Output<O>, stage: Stage, input: Input<O>) => void | Promise<void>;
  /** Asked before the round itself. Every documented status that isn't common to all wants trying. */
  readonly refusals?: readonly Refusal[] | ((stage: Stage, input: Input<O>) => readonly Refusal[]);
  /** More inputs for the comparison of the request, where one example can't show every documented parameter. */
  readonly sends?: readonly Given<O>[];
}

export interface Played {
  readonly raw: Raw;
  readonly refused: readonly { readonly wanted: number; readonly got: Raw }[];
}

type World = Required<Pick<EmulatorOptions, 'world' | 'history' | 'seed' | 'epoch' | 'speed' | 'limits'>>;

export interface Round {
  readonly name: string;
  readonly sends: readonly object[];
  /** The emulator that it is played on. */
  readonly world: World;
  /** The round's own input, after the calls that set the scene on such an emulator. */
  scene(emulator: Emulator): Promise<object>;
  play(): Promise<Played>;
}

export function round<O extends Operation>(op: O, plan: Plan<O>): Round {
  const { world = 'small-team', history = 5 } = plan;
  const made: World = {
    ...{ world, history: world === 'empty' ? 0 : history, seed: 7, epoch: new Date(EPOCH * 1000) },
    ...{ speed: 0, limits: 'off' },
  };
  return {
    name: op.name,
    sends: (plan.sends ?? []) as readonly object[],
    world: made,
    scene: async (emulator) => (await givenOn(stageOn(emulator).stage, plan)) as object,
    async play() {
      const emulator = await startEmulator(made);
      try {
        return await playOn(emulator, op, plan);
      } finally {
        await emulator.close();
      }
    },
  };
}

async function playOn<O extends Operation>(emulator: Emulator, op: O, plan: Plan<O>): Promise<Played> {
  const { wire, stage } = stageOn(emulator);
  const input = parsed(op, await givenOn(stage, plan));
  const refusals = typeof plan.refusals === 'function' ? plan.refusals(stage, input) : (plan.refusals ?? []);
  const refused: Played['refused'][number][] = [];
  const refuse = async ({ input: wrong, status, after }: Refusal) => {
    await after?.(stage);
    await wire.ask(op, wrong as Input<O>);
    refused.push({ wanted: status, got: wire.last() });
  };
  for (const one of refusals) if (!one.after) await refuse(one);
  const output = valueIn(op, await wire.ask(op, input));
  const raw = wire.last();
  await plan.expect(output, stage, input);
  for (const one of refusals) if (one.after) await refuse(one);
  return { raw, refused };
}

function stageOn(emulator: Emulator) {
  const wire = tapped(emulator);
  const stage: Stage = {
    emulator,
    caller: callerOf(emulator),
    call: async (other, input) => valueIn(other, await wire.ask(other, parsed(other, input))),
  };
  return { wire, stage };
}

const givenOn = async <O extends Operation>(stage: Stage, { input }: Plan<O>): Promise<Given<O>> =>
  isScene(input) ? await input(stage) : input;

/** An input is always an object. */
const isScene = <O extends Operation>(
  input: Plan<O>['input'],
): input is (stage: Stage) => Promise<Given<O>> => typeof input === 'function';

const parsed = <O extends Operation>(op: O, input: Given<O>): Input<O> => op.input.parse(input) as Input<O>;

function valueIn<O extends Operation>(op: O, answer: Answer<Output<O>>): Output<O> {
  if (answer.kind === 'done') return answer.value;
  throw new Error(`${op.name} was ${answer.kind}: ${answer.problem.say} ${answer.problem.vastSays ?? ''}`);
}

function tapped(emulator: Emulator) {
  let last: Raw = { status: 0, body: null };
  const vast = clientOf(async (url, init) => {
    const reply = await fetch(url, init);
    const text = await reply.text();
    last = { status: reply.status, body: text.startsWith('<') ? text : JSON.parse(text) };
    return new Response(text, { status: reply.status, headers: reply.headers });
  });
  const to = { origin: emulator.url, identity: emulator.url, key: emulator.apiKey };
  return {
    ask: <O extends Operation>(op: O, input: Input<O>) => vast.call(op, input, to),
    last: () => last,
  };
}
