import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import NextAuth, { type AuthOptions } from 'next-auth';

type NodeHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** next-auth over real HTTP, as its own handler for plain Node requests; Next's part is tried in the browser tests. */
export async function serveAuth(optionsAt: (url: string, cookies: Record<string, string>) => AuthOptions) {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://own');
    const nextauth = url.pathname.split('/').slice(3);
    const query = { ...Object.fromEntries(url.searchParams), nextauth };
    const body = Object.fromEntries(new URLSearchParams(await textOf(request)));
    const cookies = Object.fromEntries(
      (request.headers.cookie ?? '').split('; ').map((pair) => pair.split(/=(.*)/s).map(decodeURIComponent)),
    );
    const answer: NodeHandler = NextAuth(optionsAt(origin, cookies));
    await answer(Object.assign(request, { query, body, cookies }), dressed(response));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, close: () => new Promise((done) => server.close(done)) };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

const dressed = (response: ServerResponse) =>
  Object.assign(response, {
    status: (code: number) => Object.assign(response, { statusCode: code }),
    json: (value: unknown) => response.end(JSON.stringify(value)),
    send: (value: unknown) => response.end(typeof value === 'string' ? value : JSON.stringify(value ?? {})),
  });

/** A browser as far as cookies and forms go. */
export class Browser {
  readonly jar = new Map<string, string>();
  constructor(readonly origin: string) {}

  get(path: string): Promise<Response> {
    return this.ask(new URL(path, this.origin), {});
  }

  /** Posts a form with the token that protects it. */
  async post(path: string, fields: Record<string, string> = {}): Promise<Response> {
    const { csrfToken } = (await (await this.get('/api/auth/csrf')).json()) as { csrfToken: string };
    return this.ask(new URL(path, this.origin), {
      method: 'POST',
      body: new URLSearchParams({ ...fields, csrfToken }),
    });
  }

  /** Posts a form of a page that isn't next-auth's. */
  submit(path: string, fields: Record<string, string>): Promise<Response> {
    return this.ask(new URL(path, this.origin), { method: 'POST', body: new URLSearchParams(fields) });
  }

  private async ask(url: URL, init: RequestInit): Promise<Response> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: cookie ? { cookie } : {} });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    return response;
  }

  keep(line: string) {
    const [name = '', value = ''] = line.split(';', 1)[0]?.split(/=(.*)/s) ?? [];
    if (/max-age=0/i.test(line)) this.jar.delete(name);
    else this.jar.set(name, value);
  }
}
