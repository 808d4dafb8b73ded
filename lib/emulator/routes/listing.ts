/** What a host asks, read from the request: what is left out stays as it was. */
import { type Fields, given, type Json, number } from '../json';
import { DAY, type Seconds } from '../world/clock';
import type { Hosted, Listing } from '../world/hosted';
import { OPEN_END } from '../world/hosting';
import { type Nano, nano } from '../world/ticks';

/** Beyond this a price is a slip of the finger (ours: no limit is documented). */
export const MOST_USD = 1000;

interface Refused {
  readonly refused: string;
}

type Asked = { readonly listing: Listing; readonly minBid: Nano } | Refused;

const PRICES = ['price_gpu', 'price_disk', 'price_inetu', 'price_inetd', 'price_min_bid', 'vol_price'];

export function listingOf(body: Fields, hosted: Hosted, at: Seconds): Asked {
  const { listing: was, machine } = hosted;
  if (!PRICES.every((name) => given(body, name) === undefined || isPrice(body[name])))
    return { refused: 'prices are dollars of 0 or more' };
  // A price as its text says it, not as its float.
  const price = (name: string, otherwise: Nano): Nano => {
    const asked = given(body, name);
    return asked === undefined ? otherwise : nano(String(asked));
  };
  const gpuNanoHour = price('price_gpu', was?.gpuNanoHour ?? nano(machine.model.usd));
  const diskNanoGbMonth = price('price_disk', was?.diskNanoGbMonth ?? nano('0.10'));
  const minChunk = number(given(body, 'min_chunk')) ?? was?.minChunk ?? 1;
  if (!Number.isInteger(minChunk) || minChunk < 1 || minChunk > machine.gpus)
    return { refused: `min_chunk is from 1 to ${machine.gpus} GPUs` };
  const discountMax = number(given(body, 'credit_discount_max')) ?? was?.discountMax ?? 0.4;
  if (discountMax < 0 || discountMax > 1) return { refused: 'credit_discount_max is a fraction from 0 to 1' };
  const end = endOf(body, was, at);
  if ('refused' in end) return end;
  const gb = number(given(body, 'vol_size')) ?? was?.volumes?.gb ?? Math.floor(machine.hardware.diskGb / 2);
  if (gb < 0 || gb > machine.hardware.diskGb)
    return { refused: `vol_size is from 0 to ${machine.hardware.diskGb} GB` };
  if (gb === 0 && given(body, 'vol_price') !== undefined) return { refused: 'vol_price needs a vol_size' };
  return {
    // A listed machine has a least bid, if its host says none (docs host/using-your-own-machine.mdx): a third here.
    minBid: price('price_min_bid', hosted.minBid ?? gpuNanoHour / 3n),
    listing: {
      ...end,
      gpuNanoHour,
      diskNanoGbMonth,
      upNanoGb: price('price_inetu', was?.upNanoGb ?? 0n),
      downNanoGb: price('price_inetd', was?.downNanoGb ?? 0n),
      minChunk,
      discountMax,
      volumes: gb === 0 ? null : { gb, nanoGbMonth: price('vol_price', diskNanoGbMonth) },
    },
  };
}

function isPrice(written: Json | undefined): boolean {
  const dollars = number(written);
  return dollars !== null && dollars >= 0 && dollars <= MOST_USD;
}

/** One or the other: a moment, or how far ahead the end stays. */
function endOf(body: Fields, was: Listing | null, at: Seconds): Pick<Listing, 'until' | 'rolling'> | Refused {
  const [end, duration] = [given(body, 'end_date'), given(body, 'duration')];
  if (end !== undefined && duration !== undefined)
    return { refused: 'end_date and duration cannot be combined' };
  if (duration !== undefined) {
    const rolling = spanOf(duration);
    return rolling === null
      ? { refused: 'duration is like “2 weeks”, or a number of seconds' }
      : { until: null, rolling };
  }
  if (end === undefined)
    return was ? { until: was.until, rolling: was.rolling } : { until: null, rolling: OPEN_END };
  const until = number(end);
  if (until === null || until <= at)
    return { refused: 'end_date is a moment to come, in seconds since 1970' };
  return { until: Math.floor(until), rolling: OPEN_END };
}

const UNITS: Record<string, Seconds> = { day: DAY, week: 7 * DAY, month: 30 * DAY, year: 365 * DAY };

/** "2 weeks", or seconds. */
function spanOf(written: Json): Seconds | null {
  const found = /^\s*(\d+(?:\.\d+)?)\s*([a-z]+?)?s?\s*$/i.exec(String(written));
  if (!found) return null;
  const unit = found[2] === undefined ? 1 : UNITS[found[2].toLowerCase()];
  const span = unit === undefined ? 0 : Math.floor(Number(found[1]) * unit);
  return span > 0 ? span : null;
}
