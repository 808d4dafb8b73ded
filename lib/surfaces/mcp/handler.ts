/** MCP over streamable HTTP, without sessions: each POST is answered by itself, in JSON. */
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import { type Problem, statusOf } from '@/lib/vast/problem';
import { agentOf } from './caller';
import { mistakeOf } from './mistakes';
import { foreignOrigin, noSuchToolset, notBySession } from './problems';
import { serverFor } from './server';
import type { McpPorts } from './tool';
import { type Narrowed, setsFor } from './toolsets';

const ROOT = '/api/mcp';
/** In JSON-RPC's range for servers' own errors. */
const RPC_CODE = -32_000;

export async function answerMcp(mcp: McpPorts, request: Request): Promise<Response> {
  if (!isOwnOrigin(request, mcp.url)) return problemAnswer(foreignOrigin());
  const caller = await agentOf(mcp.ports.db, request, mcp.ports.now());
  if (!caller.ok) return problemAnswer(caller.problem);
  if (request.method !== 'POST') return problemAnswer(notBySession(), { allow: 'POST' });
  const narrowed = narrowedBy(request);
  if (!narrowed)
    return problemAnswer(noSuchToolset({ name: new URL(request.url).pathname, known: `${ROOT}/x/NAME` }));
  const sets = setsFor(caller.value.actor, narrowed);
  if (!sets.ok) return problemAnswer(sets.problem);
  const server = serverFor({ ...mcp, ...caller.value }, sets.value, narrowed.readOnly);
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  const response = await transport.handleRequest(request);
  response.headers.set('cache-control', 'no-store');
  return response;
}

/** `/api/mcp`, `/api/mcp/readonly`, `/api/mcp/x/storage`, `/api/mcp/x/storage/readonly`; or headers that say the same. */
function narrowedBy(request: Request): Narrowed | null {
  const path = new URL(request.url).pathname.slice(ROOT.length).split('/').filter(Boolean);
  const readOnly = path.at(-1) === 'readonly';
  const rest = readOnly ? path.slice(0, -1) : path;
  const [x, toolset, more] = rest;
  if (rest.length > 0 && (x !== 'x' || toolset === undefined || more !== undefined)) return null;
  return {
    toolset: toolset ?? request.headers.get('gantry-toolset'),
    readOnly: readOnly || request.headers.get('gantry-readonly') === '1',
  };
}

/** A page of another site may not speak for whoever runs the browser, also not by a name that it made point here. */
function isOwnOrigin(request: Request, url: string): boolean {
  const origin = request.headers.get('origin');
  if (origin === null) return true;
  const host = request.headers.get('host');
  return origin === url || (isLoopback(origin) && host !== null && new URL(origin).host === host);
}

const isLoopback = (origin: string): boolean =>
  /^https?:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(origin);

function problemAnswer(problem: Problem, headers: Record<string, string> = {}): Response {
  const status = statusOf(problem);
  const body = {
    jsonrpc: '2.0',
    id: null,
    error: { code: RPC_CODE, message: problem.say, data: mistakeOf(problem) },
  };
  return Response.json(body, {
    status,
    headers: {
      'cache-control': 'no-store',
      ...(status === 401 ? { 'www-authenticate': 'Bearer realm="gantry"' } : {}),
      ...headers,
    },
  });
}
