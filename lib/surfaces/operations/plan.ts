/** What is going to happen, said before it does, and what has to be agreed to. */
import { format, usd } from '@/lib/money';
import { type Effect, effectOf, type Operation, sentenceOf } from '@/lib/vast/operation';

export interface Plan {
  effect: Exclude<Effect, 'reads'>;
  /** As the audit will say it: "destroyed instance 7". */
  says: string;
  /** The button; names the money where the input tells it. */
  action: string;
  /** What agreeing to it sends: bound to the very input, so that another one has to be agreed to anew. */
  phrase: string;
  /** The phrase is typed by hand, rather than sent by the button. */
  typed: boolean;
  cost: string | null;
}

/** Null for what changes nothing. */
export function planOf(op: Operation, input: unknown): Plan | null {
  const effect = effectOf(op, input as never);
  if (effect === 'reads') return null;
  const money = moneyOf(op, input);
  const typed = effect === 'destroys' || effect === 'grants';
  const action =
    effect === 'spends' ? `${op.title} ${money === null ? 'at Vast.ai’s price' : `for ${money}`}` : op.title;
  const says = sentenceOf(op, input);
  return {
    ...{ effect, says, action, typed, cost: money },
    phrase: typed ? objectOf(op, input) : `${says}; ${action}`,
  };
}

function moneyOf(op: Operation, input: unknown): string | null {
  const cost = op.cost?.(input as never);
  if (!cost) return null;
  return cost.per === 'hour' ? `${format(usd(cost.usd), 3)} an hour` : format(usd(cost.usd));
}

const TYPEABLE = 64;

/** What one types: the object's own name or number, else what it is called to do. */
function objectOf(op: Operation, input: unknown): string {
  const given = input as Record<string, unknown>;
  const inPath = [...op.http.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const names = [...inPath, ...Object.keys(given)];
  const named = names
    .map((name) => given[name])
    .find((value) => typeof value === 'number' || (typeof value === 'string' && value !== 'me'));
  const text = named === undefined ? '' : String(named).trim();
  // What somebody keeps secret, or can't type, isn't asked for.
  const secret = op.secretInput?.some((name) => given[name] === named) ?? false;
  return text === '' || text.length > TYPEABLE || secret || /[\n\r]/.test(text)
    ? op.title.toLowerCase()
    : text;
}
