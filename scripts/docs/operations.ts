import { z } from 'zod';
import { permissionFor } from '@/lib/gateway/permit';
import { type Operation, worstEffect } from '@/lib/vast/operation';
import { operationByName } from '@/lib/vast/operations';

const lost = ({ lostAnswer, trace, untold }: Operation): string =>
  trace
    ? `looked for in “${trace.in.title}”, never sent twice`
    : { repeat: 'asked again', look: '', ask: `a person decides: ${untold}` }[lostAnswer];

const all = (): Operation[] => [...operationByName.values()];

/** docs/operations.md, from the registry. */
export function operationsPage(): string {
  const rows = all().map((op) => {
    const { method, path } = op.http;
    const effect = typeof op.effect === 'string' ? op.effect : `${op.effect.worst} at worst`;
    const permission = permissionFor(op, worstEffect(op));
    return `| **${op.title}**<br>[\`${op.name}\`](../tests/wire/${op.name}.json) | ${op.description.replaceAll('|', '\\|')} | \`${method} ${path}\` | ${effect} | \`${op.scope ?? 'none'}\` | \`${permission}\` | ${op.minIntervalMs / 1000} s | ${lost(op)} |`;
  });
  return [
    '# Operations',
    '',
    'Made by `npm run docs` from [lib/vast/operations](../lib/vast/operations). Everything Gantry can do at Vast.ai, each described once: the client call, the permission, the confirmation, the retry rule and the audit line follow from the description. The shapes on the wire are in [tests/wire](../tests/wire).',
    '',
    '| operation | what it does | call | effect | Vast.ai’s scope | Gantry’s permission | at most every | a lost answer |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** tests/wire/<name>.json: what a change of a description changes for whoever is on the other side. */
export function wireFiles(): Map<string, string> {
  return new Map(
    all().map((op) => [`tests/wire/${op.name}.json`, `${JSON.stringify(wireOf(op), null, 2)}\n`]),
  );
}

function wireOf(op: Operation) {
  const input = schemaOf(op.input);
  const properties = (input.properties ?? {}) as Record<string, unknown>;
  const place = (name: string) =>
    op.http.path.includes(`{${name}}`) ? 'path' : op.http.method === 'GET' ? 'query' : 'body';
  return {
    name: op.name,
    title: op.title,
    method: op.http.method,
    path: op.http.path,
    host: op.http.host ?? 'console',
    parameters: Object.fromEntries(Object.keys(properties).map((name) => [name, place(name)])),
    // Named, but put together by a function of its own.
    arranged: op.wire !== undefined,
    effect: op.effect === worstEffect(op) ? op.effect : { worst: worstEffect(op) },
    scope: op.scope,
    permission: permissionFor(op, worstEffect(op)),
    minIntervalMs: op.minIntervalMs,
    lostAnswer: op.lostAnswer,
    touches: op.touches,
    secretInput: op.secretInput ?? [],
    secretOutput: op.secretOutput ?? [],
    notFoundMeans: op.notFoundMeans ?? null,
    input,
    output: schemaOf(op.output),
  };
}

const schemaOf = (type: z.ZodType) => z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' });
