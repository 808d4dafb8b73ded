/** Amounts that people type: decimal text, so that no digit is lost on the way. */
import { z } from 'zod';

/** US dollars and cents. */
export const Dollars = z.string().regex(/^\d{1,9}(\.\d{1,2})?$/, 'a number of dollars such as 25.00');
