/** What a worker group is told as text: which machines it may take, and how its containers are started. */
import { type Fields, isFields, type Json } from '../json';

/** The official client's own multipliers for what people type in GB and days. */
const TIMES: Record<string, number> = {
  gpu_ram: 1000,
  gpu_total_ram: 1000,
  cpu_ram: 1000,
  duration: 86_400,
};

const ALIASES: Record<string, string> = {
  cuda_vers: 'cuda_max_good',
  dph: 'dph_total',
  dlperf_usd: 'dlperf_per_dphtotal',
  flops_usd: 'flops_per_dphtotal',
};

const OPS: Record<string, string> = {
  '=': 'eq',
  '==': 'eq',
  '!=': 'neq',
  '>': 'gt',
  '>=': 'gte',
  '<': 'lt',
  '<=': 'lte',
  in: 'in',
  notin: 'notin',
  'not in': 'notin',
};

const TERM =
  /([a-z_0-9]+)\s*(>=|<=|!=|==|=|>|<|\s(?:not\s?)?in\s)\s*(\[[^\]]*\]|"[^"]*"|'[^']*'|[^\s"'[\]]+)\s*/gy;

/** The documented default of `search_params`. */
export const USUAL_SEARCH = 'verified=true rentable=true rented=false';

/** "gpu_name=RTX_4090 num_gpus>=2", or the filters as JSON; null when it is neither. */
export function searchQueryOf(given: Json): Fields | null {
  if (isFields(given)) return given;
  if (typeof given !== 'string') return null;
  const text = given.trim();
  if (!text.startsWith('{')) return termsOf(text === '' ? USUAL_SEARCH : text);
  try {
    const parsed: Json = JSON.parse(text);
    return isFields(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function termsOf(text: string): Fields | null {
  const filters: Record<string, Record<string, Json>> = {};
  TERM.lastIndex = 0;
  let read = 0;
  for (let term = TERM.exec(text); term !== null; term = TERM.exec(text)) {
    const [whole, name = '', op = '', value = ''] = term;
    read += whole.length;
    const column = ALIASES[name] ?? name;
    filters[column] = {
      ...filters[column],
      [OPS[op.trim()] ?? 'eq']: worded(value, TIMES[column] ?? 1),
    };
  }
  return read === text.length ? filters : null;
}

function worded(text: string, times: number): Json {
  if (text.startsWith('['))
    return text
      .slice(1, -1)
      .split(',')
      .map((one) => worded(one.trim(), times));
  const plain = text.replace(/^["']|["']$/g, '');
  if (/^(true|false)$/i.test(plain)) return plain.toLowerCase() === 'true';
  const number = Number(plain);
  return plain !== '' && Number.isFinite(number) ? number * times : plain;
}

export interface Launch {
  readonly image: string | null;
  readonly diskGb: number | null;
  readonly env: string | null;
  readonly onstart: string | null;
}

/** The options of `create instance` that a group passes on: `--image I --disk N --env '-e A=1' --onstart-cmd '…'`. */
export function launchOf(text: string | null): Launch {
  const words = (text ?? '').match(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g) ?? [];
  const after = (...names: string[]): string | null => {
    const at = words.findIndex((one) => names.includes(one));
    return at < 0 ? null : (words[at + 1] ?? '').replace(/^(["'])(.*)\1$/s, '$2');
  };
  const disk = Number(after('--disk') ?? Number.NaN);
  return {
    image: after('--image'),
    diskGb: Number.isFinite(disk) ? disk : null,
    env: after('--env'),
    onstart: after('--onstart-cmd', '--onstart'),
  };
}
