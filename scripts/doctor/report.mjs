const WORST = ['ok', 'warn', 'bad'];
const MEANS = {
  ok: 'All is well.',
  warn: 'Nothing keeps Gantry from running; what says warn may hurt.',
  bad: 'What says bad keeps Gantry from running.',
};

export const exitCode = (findings) => Math.max(...findings.map(({ level }) => WORST.indexOf(level)));

/** A line a finding, its mending below it, and what all of it means; or all of it as JSON. */
export function report(findings, json) {
  const worst = WORST[exitCode(findings)];
  if (json) return `${JSON.stringify({ worst, findings })}\n`;
  const lines = findings.map(({ check, level, say, fix }) => {
    const line = `${level.padEnd(4)}  ${check.padEnd(10)}  ${say}`;
    return `${line}\n${fix ? `                    ${fix}\n` : ''}`;
  });
  return `${lines.join('')}${MEANS[worst]}\n`;
}
