// Pure arithmetic of axes. Pixels may be doubles; amounts beside them stay text.

/** Zero and four even steps that hold `max`: 1, 2, 2.5 or 5 times a power of ten. */
export function fourSteps(max: number): number[] {
  if (!(max > 0)) return [0, 1, 2, 3, 4];
  const raw = max / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 2.5, 5, 10].find((nice) => nice * power >= raw - power * 1e-9) ?? 10) * power;
  return [0, 1, 2, 3, 4].map((n) => n * step);
}

/** `$400`, `$2.50`, `$12k`: as few characters as tell the steps apart. */
export function dollarsShort(value: number): string {
  if (value === 0) return '0';
  if (value >= 10_000) return `$${Number((value / 1000).toFixed(1))}k`;
  if (value >= 100 || Number.isInteger(value)) return `$${Number(value.toFixed(1)).toLocaleString('en-US')}`;
  return `$${value.toFixed(value >= 0.1 ? 2 : 3)}`;
}

/** Which days get a label: all of a few, Mondays of some weeks, firsts of many months. */
export function dayTicks(days: readonly string[]): string[] {
  if (days.length <= 10) return [...days];
  if (days.length <= 70) {
    const mondays = days.filter((day) => new Date(`${day}T00:00:00Z`).getUTCDay() === 1);
    return days.length <= 40 ? mondays : mondays.filter((_, index) => index % 2 === 0);
  }
  const firsts = days.filter((day) => day.endsWith('-01'));
  const every = Math.ceil(firsts.length / 12);
  return firsts.filter((_, index) => index % every === 0);
}
