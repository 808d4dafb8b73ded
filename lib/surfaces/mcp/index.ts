import { config } from '@/lib/config';
import { deriveKey, secretKey } from '@/lib/config/secret-key';
import { gateway, gatewayPorts, readAudit } from '@/lib/gateway/connection';
import { answerMcp } from './handler';
import type { McpPorts } from './tool';

let ports: McpPorts | undefined;

/** Answers an agent with this process's door. */
export function mcp(request: Request): Promise<Response> {
  ports ??= {
    ports: gatewayPorts(),
    gateway: gateway(),
    reads: readAudit(),
    secret: deriveKey(secretKey(config()), 'agents'),
    url: config().url,
  };
  return answerMcp(ports, request);
}
