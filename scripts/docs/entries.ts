import { permissionFor } from '@/lib/gateway/permit';
import { type Operation, worstEffect } from '@/lib/vast/operation';
import { operationByName } from '@/lib/vast/operations';

/** What `npm run operations -- --json` says of an operation. */
export const entryOf = (op: Operation) => ({
  name: op.name,
  title: op.title,
  method: op.http.method,
  path: op.http.path,
  host: op.http.host ?? 'console',
  scope: op.scope,
  effect: worstEffect(op),
  permission: permissionFor(op, worstEffect(op)),
  minIntervalMs: op.minIntervalMs,
  lostAnswer: op.lostAnswer,
  screens: [...(op.screens ?? []), `/operations/${op.name}`],
});

export const entries = () => [...operationByName.values()].map(entryOf);

/** The same for people, as wide as its words. */
export function entriesTable(): string {
  const rows = entries().map((one) => [
    one.title,
    one.name,
    `${one.method} ${one.path}`,
    one.effect,
    one.permission,
    one.screens.join(' ') || '–',
  ]);
  const all = [['what', 'operation', 'call', 'effect at worst', 'permission', 'screens'], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
