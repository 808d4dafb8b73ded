// Made by `npm run docs` from the operations themselves.

/** List machine for rent. Puts a hosted machine on the market, or changes what is asked for it. Whoever rents gets these prices until their contract ends, so a change concerns new rents only; a later end date also prolongs running rents whose prices have not risen. A listed machine is a promise: taking it down while somebody rents it costs reliability. What is left out stays as it was. */
export type Input = {
  /** The machine’s number at Vast.ai. For example 20417. */
  machine: number;
  /** On-demand price in US dollars per GPU and hour. For example "0.36". */
  price_gpu?: string;
  /** Storage price in US dollars per GB and month; 0.10 at first. For example "0.10". */
  price_disk?: string;
  /** Price of upload in US dollars per GB. For example "0.005". */
  price_inetu?: string;
  /** Price of download in US dollars per GB. For example "0.005". */
  price_inetd?: string;
  /** The least that bidders must offer, US dollars per GPU and hour. For example "0.12". */
  price_min_bid?: string;
  /** The smallest number of GPUs that can be rented together; 1 at first. For example 1. */
  min_chunk?: number;
  /** Until when it can be rented, seconds since 1970; rents end then, too. Not together with duration. For example 1798761600. */
  end_date?: number;
  /** The end date moves on daily and stays so far ahead: days, weeks, months, years, or seconds. For example "2 weeks". */
  duration?: string;
  /** The most that prepaying may save renters, a fraction; 0.4 at first. For example 0.4. */
  credit_discount_max?: number;
  /** GB offered as volumes; half of the free disk when left out, 0 for none. For example 200. */
  vol_size?: number;
  /** Price of volumes in US dollars per GB and month; price_disk when left out. For example "0.10". */
  vol_price?: string;
};

export type Output = {
  success: true;
  extended: number | null;
  [field: string]: unknown;
};

export const call = {
  "method": "PUT",
  "path": "machines/create_asks",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
