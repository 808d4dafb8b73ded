import { z } from 'zod';
import { operation } from '../operation';
import { epoch, maybe, money, reply, whole, words } from '../wire';

export const ChargeItem = reply({
  type: words(),
  description: maybe(words()),
  amount: money(),
});

export const ChargeRow = reply({
  start: maybe(whole()),
  end: maybe(whole()),
  type: words(),
  /** `instance-<id>`; names the contract. */
  source: words(),
  description: maybe(words()),
  /** Rounded to 3 decimals by Vast.ai, as are the items, each by itself. */
  amount: money(),
  metadata: maybe(
    reply({
      template_id: maybe(whole()),
      label: maybe(words()),
      endpoint_id: maybe(whole()),
      workergroup_id: maybe(whole()),
    }),
  ),
  items: maybe(z.array(ChargeItem)),
});
export type ChargeRow = z.output<typeof ChargeRow>;

export const listCharges = operation({
  name: 'list_all_vast_ai_charges',
  title: 'List charges',
  description:
    'What contracts cost in a range of days, one row a contract. Ask one UTC day at a time: a longer range merges the days of a contract. The days are epoch seconds, both ends included.',
  http: { method: 'GET', path: '/api/v0/charges/' },
  scope: 'billing_read',
  effect: 'reads',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: [],
  input: z.strictObject({
    /** Epoch seconds, inclusive. */
    from: z.int(),
    to: z.int(),
    types: z.array(z.enum(['instance', 'volume', 'serverless'])).optional(),
    format: z.enum(['table', 'tree']).default('table'),
    limit: z.int().min(1).max(500).default(500),
    after_token: z.string().optional(),
  }),
  output: reply({
    results: z.array(ChargeRow),
    count: maybe(whole()),
    total: maybe(whole()),
    next_token: maybe(words()),
  }),
  wire: ({ from, to, types, ...rest }) => ({
    query: {
      select_filters: { day: { gte: from, lte: to }, ...(types ? { type: { in: types } } : {}) },
      latest_first: false,
      ...rest,
    },
  }),
});

export const InvoiceRow = reply({
  start: epoch(),
  end: epoch(),
  type: words(),
  source: maybe(words()),
  description: maybe(words()),
  /** Negative is money paid in: a card top-up of 25 dollars is -25.0. */
  amount: money(),
  metadata: maybe(reply({ invoice_id: maybe(words()), service: maybe(words()) })),
});
export type InvoiceRow = z.output<typeof InvoiceRow>;

export const listInvoices = operation({
  name: 'list_all_vast_ai_invoices',
  title: 'List invoices',
  description:
    'Money that moved: top-ups, transfers, refunds and payouts. Usage is never here; it is under charges.',
  http: { method: 'GET', path: '/api/v1/invoices/' },
  scope: 'billing_read',
  effect: 'reads',
  minIntervalMs: 3000,
  lostAnswer: 'repeat',
  touches: [],
  input: z.strictObject({
    /** Epoch seconds, inclusive. */
    from: z.int(),
    to: z.int(),
    limit: z.int().min(1).max(100).default(100),
    after_token: z.string().optional(),
  }),
  output: reply({
    results: z.array(InvoiceRow),
    count: maybe(whole()),
    total: maybe(whole()),
    next_token: maybe(words()),
  }),
  wire: ({ from, to, ...rest }) => ({
    query: { select_filters: { when: { gte: from, lte: to } }, latest_first: false, ...rest },
  }),
});
