// npm run doctor [-- --json]: what is wrong with this machine for Gantry, and the command that mends it. Changes
// nothing. Ends with 0 when all is well, 1 when something may hurt, 2 when something keeps Gantry from running.
// This half uses Node built-ins only, because nothing may be installed yet.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { node, npm, packages } from './doctor/programs.mjs';
import { exitCode, report } from './doctor/report.mjs';

const { values } = parseArgs({ options: { json: { type: 'boolean' } } });
const root = resolve(import.meta.dirname, '..');
process.chdir(root);

const findings = [node(process.versions.node), await npm('npm'), packages(root)];
if (findings.every(({ level }) => level !== 'bad')) {
  const { register } = await import('tsx/esm/api');
  register();
  const { examine } = await import('./doctor/examine.ts');
  findings.push(...(await examine(process.env, root)));
}
process.stdout.write(report(findings, values.json === true));
process.exit(exitCode(findings));
