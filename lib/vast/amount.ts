/** Amounts that people type: decimal text, so that no digit is lost on the way. */
import { z } from 'zod';

/** US dollars and cents. */
export const Dollars = z.string().regex(/^\d{1,9}(\.\d{1,2})?$/, 'a number of dollars such as 25.00');

/** A price in US dollars: as many decimals as hosts type. */
export const Price = z.string().regex(/^\d{1,6}(\.\d{1,9})?$/, 'a number of dollars such as 0.12');
