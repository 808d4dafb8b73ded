/** The REST door in a process of its own, with no page around it: what a test can kill and start in a moment. */
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGateway, type GatewayPorts } from '@/lib/gateway';
import { createReadAudit } from '@/lib/gateway/read-audit';
import { openStore } from '@/lib/store/db';
import { answerRest, type RestPorts } from '@/lib/surfaces/rest/handler';
import { createVast } from '@/lib/vast/client';

const { DATABASE_URL = '', DOOR_KEY = '', DOOR_PORT } = process.env;
const key = Buffer.from(DOOR_KEY, 'hex');
const { db } = openStore(DATABASE_URL);
const ports: GatewayPorts = {
  db,
  vast: createVast({
    fetch,
    // Limits are proven where they live.
    limiter: { book: async () => 0, slowDown: async () => {} },
    nowMs: () => Date.now(),
    sleep: async (ms) => void (await sleep(ms)),
    random: Math.random,
  }),
  now: () => new Date(),
  secretKey: key,
};
const rest: RestPorts = { ports, gateway: createGateway(ports), reads: createReadAudit(db), secret: key };

createServer(async (asked, answered) => {
  const parts: Buffer[] = [];
  for await (const part of asked) parts.push(part as Buffer);
  const { method = 'GET', url = '/' } = asked;
  const response = await answerRest(
    rest,
    new Request(new URL(url, 'http://door.test'), {
      method,
      headers: Object.entries(asked.headers).map(([name, value]): [string, string] => [name, String(value)]),
      ...(method === 'GET' ? {} : { body: Buffer.concat(parts) }),
    }),
  );
  answered.writeHead(response.status, Object.fromEntries(response.headers));
  answered.end(await response.text());
}).listen(Number(DOOR_PORT), '127.0.0.1', () => process.stdout.write('open\n'));
