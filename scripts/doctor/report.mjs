const WORST = ['ok', 'warn', 'bad'];

export const exitCode = (findings) => Math.max(...findings.map(({ level }) => WORST.indexOf(level)));

/** A line a finding, its mending below it; or all of it as JSON. */
export function report(findings, json) {
  const worst = WORST[exitCode(findings)];
  if (json) return `${JSON.stringify({ worst, findings })}\n`;
  return findings
    .map(({ check, level, say, fix }) => {
      const line = `${level.padEnd(4)}  ${check.padEnd(10)}  ${say}`;
      return `${line}\n${fix ? `                    ${fix}\n` : ''}`;
    })
    .join('');
}
