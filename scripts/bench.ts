/**
 * npm run bench -- NAME [--json]: measures one thing and holds it to its limit. `--json` prints
 * {results: [{name, value, limit, direction: "max" | "min"}]} and nothing else.
 */
import { parseArgs } from 'node:util';
import { BENCHES } from './bench/benches';

const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true });
const [name = ''] = positionals;
const bench = BENCHES[name];
if (!bench) {
  console.error(`There is no bench "${name}". There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}
const results = await bench();
const within = (r: (typeof results)[number]) =>
  r.direction === 'max' ? r.value <= r.limit : r.value >= r.limit;
if (values.json) console.log(JSON.stringify({ results }));
else {
  for (const r of results) {
    const sign = r.direction === 'max' ? 'at most' : 'at least';
    console.log(`${within(r) ? 'ok  ' : 'OVER'} ${r.name}: ${r.value} (${sign} ${r.limit})`);
  }
}
process.exit(results.every(within) ? 0 : 1);
