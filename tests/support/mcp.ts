/** The official client before the agents' door of a test's world. */
import { randomBytes } from 'node:crypto';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { createReadAudit } from '@/lib/gateway/read-audit';
import type { NewApiToken } from '@/lib/gateway/tokens';
import { answerMcp } from '@/lib/surfaces/mcp/handler';
import type { McpPorts } from '@/lib/surfaces/mcp/tool';
import { agentToken } from './agent';
import type { TestWorld } from './world';

export const URL_OF_GANTRY = 'https://gantry.test';

export interface Told {
  isError?: boolean;
  text: string;
  /** One object, whatever it came to. */
  said: Record<string, unknown> & {
    status?: string;
    code?: string;
    plan_id?: string;
    approve_url?: string;
    result?: unknown;
  };
}

export interface McpAgent {
  mcp: McpPorts;
  token: string;
  client: Client;
  call(name: string, args?: Record<string, unknown>): Promise<Told>;
}

export function mcpPorts(world: TestWorld): McpPorts {
  return {
    ports: world.ports,
    gateway: world.gateway,
    // Written when a test says so.
    reads: createReadAudit(world.ports.db, 86_400_000),
    secret: randomBytes(32),
    url: URL_OF_GANTRY,
  };
}

export async function mcpAgent(
  world: TestWorld,
  {
    path = '/api/mcp',
    mcp = mcpPorts(world),
    ...given
  }: Partial<NewApiToken> & { path?: string; mcp?: McpPorts } = {},
): Promise<McpAgent> {
  const token = await agentToken(world, given);
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(path, URL_OF_GANTRY), {
      fetch: (address, init) => answerMcp(mcp, new Request(address, init)),
      requestInit: { headers: { authorization: `Bearer ${token}` } },
    }) as Parameters<Client['connect']>[0],
  );
  return {
    ...{ mcp, token, client },
    call: async (name, args = {}) => {
      const { isError, content, structuredContent } = await client.callTool({ name, arguments: args });
      const [first] = content as { text: string }[];
      return {
        ...(isError === true ? { isError } : {}),
        text: first?.text ?? '',
        said: structuredContent as Told['said'],
      };
    },
  };
}
