// npm run test:mutations -- --seed N: breaks seeded lines, one at a time, in a copy of the tree, and runs the suite
// on each. A line that can be broken without a red test is a line nobody protects.
//   --seed N     which lines (default 1)      --count N   how many (default 20)
//   --room R     only client, emulator, ledger, gateway or pages; or rights: one check of who may do what at a time
//   --list       show the broken lines and stop
import { parseArgs } from 'node:util';
import { chooseMutants } from './mutations/choose.mjs';
import { withCopy } from './mutations/copy.mjs';
import { firstRed } from './mutations/suite.mjs';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '20' },
    room: { type: 'string' },
    list: { type: 'boolean' },
  },
});
const count = Number(values.count);
const mutants = chooseMutants({ seed: Number(values.seed), count, room: values.room });

const show = (m) =>
  `${m.room.padEnd(8)} ${m.file}:${m.line}\n    - ${m.before.trim()}\n    + ${m.after.trim() || '(removed)'}`;
if (values.list) {
  for (const mutant of mutants) console.log(show(mutant));
  process.exit(0);
}

const survivors = [];
await withCopy(async (copy) => {
  for (const [index, mutant] of mutants.entries()) {
    const restore = copy.break(mutant);
    const began = Date.now();
    const red = await firstRed(copy.path, mutant);
    restore();
    if (red === null) survivors.push(mutant);
    const seconds = Math.round((Date.now() - began) / 1000);
    console.log(
      `${index + 1}/${mutants.length} ${red === null ? 'SURVIVED' : `red in ${red}`} (${seconds} s)\n  ${show(mutant)}`,
    );
  }
});

const killed = mutants.length - survivors.length;
console.log(`${killed} of ${mutants.length} broken lines turned the suite red (seed ${values.seed})`);
// Nine of ten: some lines are equal in effect when broken (a log text, a bound that is never met).
process.exit(killed >= Math.ceil(mutants.length * 0.9) ? 0 : 1);
