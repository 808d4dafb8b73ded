import { config } from '@/lib/config';
import { deriveKey, secretKey } from '@/lib/config/secret-key';
import { gateway, gatewayPorts, readAudit } from '@/lib/gateway/connection';
import { answerRest, type RestPorts } from './handler';

let ports: RestPorts | undefined;

/** Answers a request below `/api/vast/` with this process's door. */
export function rest(request: Request): Promise<Response> {
  ports ??= {
    ports: gatewayPorts(),
    gateway: gateway(),
    reads: readAudit(),
    secret: deriveKey(secretKey(config()), 'programs'),
  };
  return answerRest(ports, request);
}

export const readsWritten = (): Promise<void> => readAudit().written();
