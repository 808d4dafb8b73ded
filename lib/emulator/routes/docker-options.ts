/**
 * `-e A=1 -p 8000:8000 -h name` as pairs: variables by name, everything else by its flag with the value "1", which is
 * how Vast.ai keeps ports (`-p 8000:8000` -> "1").
 */
export function dockerOptions(text: string): [string, string][] {
  const words = text.match(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g) ?? [];
  const pairs: [string, string][] = [];
  for (let i = 0; i < words.length; i += 1) {
    const flag = words[i]!;
    const value = (words[i + 1] ?? '').replace(/["']/g, '');
    if (flag === '-e' || flag === '--env') {
      const equals = value.indexOf('=');
      pairs.push(equals < 0 ? [value, ''] : [value.slice(0, equals), value.slice(equals + 1)]);
      i += 1;
    } else if (/^-[phvn]$/.test(flag)) {
      pairs.push([`${flag} ${value}`, '1']);
      i += 1;
    }
  }
  return pairs;
}
