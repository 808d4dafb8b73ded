/** Requests and sockets: reading a body, sending an answer, cutting a line. */
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Fault } from './faults';
import { type Fields, isFields, type Json } from './json';
import type { Reply } from './reply';

export type Env = { Bindings: HttpBindings };
export type Wire = Context<Env>;

/** The bodies of GETs are not read by the web adapter; some clients put their key there. */
export async function bodyOf(c: Wire): Promise<Fields | null> {
  let text = '';
  if (c.req.method === 'GET') {
    if (Number(c.req.header('content-length') ?? 0) === 0) return {};
    for await (const part of c.env.incoming) text += String(part);
  } else text = await c.req.text();
  if (text.trim() === '') return {};
  try {
    const parsed: Json = JSON.parse(text);
    return isFields(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** Exactly `application/json`: the CLI refuses a charset on searches. */
export const send = (c: Wire, { status, body }: Reply): Response =>
  c.body(JSON.stringify(body), status as 200, { 'Content-Type': 'application/json' });

export const cut = (c: Wire): void => {
  c.env.incoming.socket.destroy();
};

export const hang = (): Promise<Response> => new Promise(() => {});

/** What a fault does before the world hears of the request; null lets it through. */
export async function before(c: Wire, fault: Fault): Promise<Response | null> {
  switch (fault.kind) {
    case 'status':
      return c.body(fault.body, fault.status as 500, {
        'Content-Type': fault.body.startsWith('{') ? 'application/json' : 'text/plain',
      });
    case 'reset_before':
      cut(c);
      return hang();
    case 'hang':
      return hang();
    case 'delay':
      await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
      return null;
    case 'reset_after':
      return null;
  }
}
