/** The value of each series, by name and labels as they are written; throws at what isn't Prometheus' text format. */
export function seriesOf(text: string): Map<string, number> {
  const series = new Map<string, number>();
  const typed = new Set<string>();
  for (const line of text.split('\n').filter(Boolean)) {
    const comment = /^# (HELP|TYPE) ([a-z_0-9]+) (.+)$/.exec(line);
    if (comment) {
      if (comment[1] === 'TYPE') typed.add(comment[2] ?? '');
      continue;
    }
    const sample = /^([a-z_0-9]+)(\{(?:[a-z_]+="(?:[^"\\]|\\.)*",?)*\})? (-?[\d.e+-]+|nan|\+Inf)$/i.exec(
      line,
    );
    if (!sample) throw new Error(`not a sample: ${line}`);
    const [, name = '', labels = '', value] = sample;
    if (!typed.has(name) && !typed.has(name.replace(/_(bucket|sum|count)$/, '')))
      throw new Error(`${name} has no type`);
    const key = name + labels;
    if (series.has(key)) throw new Error(`${key} is there twice`);
    series.set(key, Number(value));
  }
  return series;
}
