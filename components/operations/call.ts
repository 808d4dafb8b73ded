import type { OperationFacts } from '@/lib/surfaces/operations/catalogue';

type Called = Pick<OperationFacts, 'rest' | 'effect' | 'secrets'>;

/** Single quotes end a word of the shell, and are written so within one. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** What goes into the path, into the query of what reads, or else into the body. */
function partsOf({ rest, secrets }: Called, input: Record<string, unknown>, account: string | null) {
  const shown = Object.entries(input).map(
    ([name, value]) => [name, secrets.includes(name) ? '…' : value] as const,
  );
  const inPath = (name: string) => rest.path.includes(`{${name}}`);
  const path = rest.path.replaceAll(/\{(\w+)\}/g, (blank, name: string) =>
    input[name] === undefined ? blank : encodeURIComponent(String(input[name])),
  );
  const others = shown.filter(([name]) => !inPath(name));
  const query = new URLSearchParams(account === null ? [] : [['account', account]]);
  if (rest.method === 'GET') {
    for (const [name, value] of others) {
      query.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
    }
  }
  const search = query.size > 0 ? `?${query}` : '';
  const body = rest.method === 'GET' || others.length === 0 ? null : Object.fromEntries(others);
  return { where: `/api/vast/${path}${search}`, body };
}

/** The same call for a shell. `account` is named where there are several. */
export function asCurl(op: Called, input: Record<string, unknown>, account: string | null): string {
  const { where, body } = partsOf(op, input, account);
  return [
    `curl${op.rest.method === 'GET' ? '' : ` -X ${op.rest.method}`} "$GANTRY_URL"${quoted(where)}`,
    `-H "Authorization: Bearer $GANTRY_TOKEN"`,
    ...(op.effect === 'reads' ? [] : ['-H "Idempotency-Key: $(uuidgen)"']),
    ...(body === null ? [] : ["-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(body))}`]),
  ].join(' \\\n  ');
}

/** The same call for a program. */
export function asTypeScript(op: Called, input: Record<string, unknown>, account: string | null): string {
  const { where, body } = partsOf(op, input, account);
  const headers = [
    '    authorization: `Bearer ${process.env.GANTRY_TOKEN}`,',
    ...(op.effect === 'reads' ? [] : ["    'idempotency-key': crypto.randomUUID(),"]),
    ...(body === null ? [] : ["    'content-type': 'application/json',"]),
  ];
  const said =
    body === null
      ? []
      : [`  body: JSON.stringify(${JSON.stringify(body, null, 2).replaceAll('\n', '\n  ')}),`];
  return [
    `const response = await fetch(new URL(${JSON.stringify(where)}, process.env.GANTRY_URL), {`,
    ...(op.rest.method === 'GET' ? [] : [`  method: '${op.rest.method}',`]),
    '  headers: {',
    ...headers,
    '  },',
    ...said,
    '});',
    'const { result, next_cursor } = await response.json();',
  ].join('\n');
}
