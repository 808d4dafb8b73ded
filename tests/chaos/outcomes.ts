/** What became of each key, held against what the emulator wrote down, and against the same question asked again. */
import { isDeepStrictEqual } from 'node:util';
import { type Client, GantryProblem } from '@/clients/typescript/src';
import { type Create, kindOf } from './creates';

export type Outcome =
  | { kind: 'done'; result: Record<string, unknown> }
  | { kind: 'refused'; code: string }
  /** Nobody ever said. */
  | { kind: 'unanswered'; why: string };

/** Asks under its key, through whatever dies meanwhile, until there is an answer that stands. */
export async function outcomeOf(client: Client, create: Create): Promise<Outcome> {
  try {
    const result = await client.run(create.operation, create.input, { idempotencyKey: create.key });
    return { kind: 'done', result: result as Record<string, unknown> };
  } catch (error) {
    if (!(error instanceof GantryProblem)) return { kind: 'unanswered', why: String(error) };
    return error.outcome === undefined && !error.retryable
      ? { kind: 'refused', code: error.code }
      : { kind: 'unanswered', why: error.message };
  }
}

interface Entry {
  operation: string;
  body: Record<string, unknown>;
  contract: number | null;
}

/** A new key is shown in the first answer and in no other. */
const SECRET = 'key';

export async function disagreements(
  client: Client,
  emulatorUrl: string,
  outcomes: ReadonlyMap<Create, Outcome>,
): Promise<string[]> {
  const { entries } = (await (await fetch(`${emulatorUrl}/__emulator/journal`)).json()) as {
    entries: Entry[];
  };
  const again = new Map<Create, Outcome>();
  for (const create of outcomes.keys()) again.set(create, await outcomeOf(client, create));
  return [
    ...[...outcomes].flatMap(([create, outcome]) => ofOne(create, outcome, again.get(create))),
    ...ofAll(outcomes, entries),
  ];
}

function ofOne({ key, operation }: Create, outcome: Outcome, again: Outcome | undefined): string[] {
  const say = (what: string) => [`${key} (${operation}): ${what}`];
  if (outcome.kind === 'unanswered') return say(`no answer: ${outcome.why}`);
  if (outcome.kind === 'refused')
    return isDeepStrictEqual(outcome, again) ? [] : say(`${outcome.code}, then ${JSON.stringify(again)}`);
  if (again?.kind !== 'done') return say(`done, then ${JSON.stringify(again)}`);
  if (typeof again.result[SECRET] === 'string') return say('its secret was shown again');
  return isDeepStrictEqual(open(outcome.result), open(again.result))
    ? []
    : say(`${JSON.stringify(open(outcome.result))}, then ${JSON.stringify(open(again.result))}`);
}

const open = ({ [SECRET]: _, ...rest }: Record<string, unknown>) => rest;

/** Of each name as many at Vast.ai as keys that say so, and each answer names another one. */
function ofAll(outcomes: ReadonlyMap<Create, Outcome>, entries: readonly Entry[]): string[] {
  const places = new Map<string, Create[]>();
  for (const create of outcomes.keys()) {
    const place = `${create.operation} ${create.mark}`;
    places.set(place, [...(places.get(place) ?? []), create]);
  }
  return [...places.values()].flatMap((creates) => {
    const [{ operation, mark } = { operation: '', mark: '' }] = creates;
    const its = kindOf(operation);
    const written = entries.filter((one) => one.operation === operation && its?.marked(one.body) === mark);
    // A template is its content: made again it is the same one.
    const made = operation === 'create_a_vast_ai_template' ? Math.min(1, written.length) : written.length;
    const done = creates.flatMap((create) => {
      const outcome = outcomes.get(create);
      return outcome?.kind === 'done' ? [outcome.result] : [];
    });
    const ids = done.map((result) => its?.id(result)).filter((id) => id !== undefined);
    const contracts = written.flatMap(({ contract }) => (contract === null ? [] : [contract]));
    const say = (what: string) => `${operation} ${mark}: ${what}`;
    return [
      ...(made === done.length ? [] : [say(`${made} made, ${done.length} told as done`)]),
      ...(new Set(ids).size === ids.length ? [] : [say(`one told twice: ${ids.join(', ')}`)]),
      ...(contracts.every((id) => ids.includes(id)) ? [] : [say(`${contracts} made, ${ids} told`)]),
    ];
  });
}
