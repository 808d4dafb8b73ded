import { type Usd, usd } from '@/lib/money';

/** What an item's text says about itself. For explanation only: the amount is Vast.ai's `amount`, never this product. */
export interface Described {
  /** Exact decimal text, e.g. `96.000`. */
  quantity: string;
  /** `hours`, `GB`, … as printed. */
  unit: string;
  price: Usd;
  /** What the price is per: `hour`, `GB/month`, … as printed. */
  per: string;
}

const WORDING = /^\s*(\d[\d,]*(?:\.\d+)?)\s+(\S.*?)\s+at\s+\$(\d[\d,]*(?:\.\d+)?)\s*\/\s*(\S.*?)\s*$/i;

/** Reads `96.000 hours at $0.389/hour`. Null for any other wording: Vast.ai documents only this one. */
export function parseDescription(text: string): Described | null {
  const found = WORDING.exec(text);
  if (!found) return null;
  const [, quantity = '', unit = '', price = '', per = ''] = found;
  return { quantity: quantity.replaceAll(',', ''), unit, price: usd(price.replaceAll(',', '')), per };
}
