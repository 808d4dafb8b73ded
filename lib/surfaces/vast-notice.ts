/** The door that Vast.ai posts an account's notifications to. Who posts is told by the signature alone. */
import { problemResponse } from '@/lib/auth/answers';
import { gatewayPorts } from '@/lib/gateway/connection';
import { noticeMalformed } from '@/lib/gateway/problems';
import { receiveNotice } from '@/lib/gateway/vast-notices';

/** Vast.ai cuts what it sends of an event at 4 kB; the words around it are short. */
const BODY_MAX = 64 * 1024;

export async function takeNotice(request: Request, hookId: string): Promise<Response> {
  const body = await textOf(request);
  if (body === null) return problemResponse(noticeMalformed());
  const taken = await receiveNotice(gatewayPorts(), {
    hookId,
    timestamp: request.headers.get('x-vast-timestamp'),
    signature: request.headers.get('x-vast-signature-256'),
    body,
  });
  return taken.ok ? new Response(null, { status: 204 }) : problemResponse(taken.problem);
}

/** Null when it is longer than a notification is; the rest isn't read. */
async function textOf(request: Request): Promise<string | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request.body ?? []) {
    length += part.byteLength;
    if (length > BODY_MAX) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
