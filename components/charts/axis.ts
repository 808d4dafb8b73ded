// Pure arithmetic of axes. Pixels may be doubles; amounts beside them stay text.

const NICE = [1, 2, 2.5, 5];

/** Zero and three to six even steps of 1, 2, 2.5 or 5 times a power of ten, with the least air above `max`; near four. */
export function axisSteps(max: number): number[] {
  if (!(max > 0)) return [0, 1, 2, 3, 4];
  const power = 10 ** Math.floor(Math.log10(max));
  const choices = [power / 10, power]
    .flatMap((each) => NICE.map((nice) => nice * each))
    .map((step) => ({
      step,
      // A bar that ends on a line by arithmetic may miss it by a hair in doubles.
      count: Math.ceil(max / step - 1e-9),
    }));
  const best = choices
    .filter(({ count }) => count >= 3 && count <= 6)
    .sort((a, b) => a.step * a.count - b.step * b.count || Math.abs(a.count - 4) - Math.abs(b.count - 4))[0];
  const { step, count } = best ?? { step: max / 4, count: 4 };
  return Array.from({ length: count + 1 }, (_, n) => n * step);
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
