/** What has happened in a world before its pictures are taken. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Simulated, simulated } from '@/tests/support/simulated';
import { type Stage, WATCHED_MINUTES, type WorldName } from '../stage';

export async function setScene(world: WorldName, stage: Stage): Promise<void> {
  const [vast, other] = stage.vast.map(simulated);
  if (!vast) throw new Error('a stage has a Vast.ai');
  // Gantry has watched for half an hour: what idles is seen to idle, and lines have a shape.
  // A step of less than a minute leaves no minute without a reading; a fleet takes long to read.
  await watch(stage, other ? [vast, other] : [vast], world === 'fleet' ? 8 : 48);
  if (world !== 'failing' || !other) return;
  await other.control('identities', { apiKey: other.apiKey, state: 'revoked' });
  await vast.faults([{ kind: 'status', status: 503, body: 'upstream connect error' }]);
  await until(async () => {
    const { accounts } = await pulse(stage);
    return accounts.every(({ state }) => state !== 'ok');
  });
  // Old enough to say how old.
  await sleep(60_000);
}

interface Pulse {
  accounts: { name: string; state: string; readMs: number | null }[];
}

const pulse = async ({ url, cookie }: Stage): Promise<Pulse> => {
  const answer = await fetch(`${url}/api/live/changes`, { headers: { cookie } });
  const { messages } = (await answer.json()) as { messages: { kind: string; pulse?: Pulse }[] };
  return messages.find(({ kind }) => kind === 'pulse')?.pulse ?? { accounts: [] };
};

/** Those that can be read have been: one of the fleet's fails half of the time. */
const isRead = ({ accounts }: Pulse, now: number): boolean =>
  accounts.filter(({ name }) => !name.includes('Faulty')).every(({ readMs }) => (readMs ?? 0) >= now);

/** Time passes at Vast.ai, step by step, and after each one its instances are read. */
async function watch(stage: Stage, vast: readonly Simulated[], steps: number) {
  for (let step = 0; step < steps; step++) {
    const seconds = Math.round((WATCHED_MINUTES * 60) / steps);
    const times = await Promise.all(vast.map((each) => each.advance(seconds)));
    const now = Math.min(...times.map((time) => time.getTime()));
    await until(async () => isRead(await pulse(stage), now));
  }
}

async function until(done: () => Promise<boolean>): Promise<void> {
  while (!(await done())) await sleep(250);
}
