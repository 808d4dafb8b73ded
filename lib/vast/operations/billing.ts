import { z } from 'zod';
import { operation } from '../operation';
import { epoch, maybe, money, reply, whole, words } from '../wire';

/** Both ends of a range of days or moments. */
const From = z.int().meta({
  description: 'Where the range begins, in seconds since 1970 UTC; included.',
  examples: [1763942400],
});
const To = z.int().meta({
  description: 'Where the range ends, in seconds since 1970 UTC; included.',
  examples: [1764028799],
});
const AfterToken = z.string().meta({
  description: 'next_token of the page before, for the page after it.',
  examples: ['eyJ2YWx1ZXMiOnt9fQ=='],
});

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
    'What contracts cost in a range of days: a row for each instance, volume or serverless worker, with its GPU, disk and traffic as items. Vast.ai rounds each amount by itself. Ask one UTC day at a time: a longer range merges the days of a contract. What a day cost is final only after it is over.',
  http: { method: 'GET', path: '/api/v0/charges/' },
  scope: 'billing_read',
  effect: 'reads',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: [],
  screens: ['/costs'],
  input: z.strictObject({
    from: From,
    to: To,
    types: z
      .array(z.enum(['instance', 'volume', 'serverless']))
      .optional()
      .meta({
        description: 'Only charges of these kinds of contract; all kinds without it.',
        examples: [['instance']],
      }),
    format: z
      .enum(['table', 'tree'])
      .default('table')
      .meta({
        description: 'table: one row a contract; tree: serverless workers stand under their endpoint.',
        examples: ['tree'],
      }),
    latest_first: z
      .boolean()
      .default(false)
      .meta({ description: 'The newest charges first.', examples: [true] }),
    limit: z
      .int()
      .min(1)
      .max(500)
      .default(500)
      .meta({ description: 'Rows a page, 500 at most.', examples: [100] }),
    after_token: AfterToken.optional(),
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
    'Money that moved: top-ups, transfers, refunds and payouts, in US dollars. What is paid in is negative. Usage is never here; it is under charges.',
  http: { method: 'GET', path: '/api/v1/invoices/' },
  scope: 'billing_read',
  effect: 'reads',
  minIntervalMs: 3000,
  lostAnswer: 'repeat',
  touches: [],
  input: z.strictObject({
    from: From,
    to: To,
    services: z
      .array(z.string())
      .optional()
      .meta({
        description: 'Only money moved by these services; all without it.',
        examples: [['stripe_payments', 'transfer']],
      }),
    latest_first: z
      .boolean()
      .default(false)
      .meta({ description: 'The newest first.', examples: [true] }),
    order_by: z
      .array(
        z.strictObject({ col: z.enum(['paid_on', 'amount_cents', 'when']), dir: z.enum(['asc', 'desc']) }),
      )
      .optional()
      .meta({
        description: 'Columns to sort by, each asc or desc; goes before latest_first.',
        examples: [[{ col: 'amount_cents', dir: 'desc' }]],
      }),
    limit: z
      .int()
      .min(1)
      .max(100)
      .default(100)
      .meta({ description: 'Rows a page, 100 at most.', examples: [50] }),
    after_token: AfterToken.optional(),
  }),
  output: reply({
    results: z.array(InvoiceRow),
    count: maybe(whole()),
    total: maybe(whole()),
    next_token: maybe(words()),
  }),
  wire: ({ from, to, services, ...rest }) => ({
    query: {
      select_filters: {
        when: { gte: from, lte: to },
        ...(services ? { service: { in: services } } : {}),
      },
      ...rest,
    },
  }),
});
