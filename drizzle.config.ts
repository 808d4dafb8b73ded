import { defineConfig } from 'drizzle-kit';

// charge_line and money_movement (schema/ledger.ts) are partitioned or guarded by hand-written migrations.
export default defineConfig({
  dialect: 'postgresql',
  schema: [
    ...['people', 'accounts', 'agents', 'fleet', 'journal', 'limits', 'market', 'rollups', 'tokens'],
    'webhooks',
  ].map((name) => `./lib/store/schema/${name}.ts`),
  out: './lib/store/migrations',
});
