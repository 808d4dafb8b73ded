/**
 * Runs once at every start, after the migrations: the owner or the link to become one, the demo, and the account
 * named in the environment. Says what it did as JSON lines, which `up` turns into sentences.
 */
import { bootstrapPeople } from '@/lib/auth/bootstrap';
import { joinDemo } from '@/lib/auth/members';
import { ConfigError, config } from '@/lib/config';
import { gatewayPorts } from '@/lib/gateway/connection';
import { ensureDemo, linkFromEnvironment } from '@/lib/gateway/setup';
import { store } from '@/lib/store/connection';

const say = (fact: Record<string, unknown>) => console.log(JSON.stringify(fact));

async function bootstrap() {
  const { db } = store();
  const settings = config();
  const people = await bootstrapPeople(db, settings, new Date());
  if (people.owner) say({ owner: people.owner });
  if (people.firstRunUrl) say({ firstRunUrl: people.firstRunUrl });

  if (settings.demo) {
    const demo = await ensureDemo(gatewayPorts(), settings.demo);
    await joinDemo(db);
    say(demo.linked.ok ? { demo: 'ready' } : { demo: 'failed', problem: demo.linked.problem.say });
  }
  if (settings.vast.apiKey) {
    const linked = await linkFromEnvironment(gatewayPorts(), {
      apiKey: settings.vast.apiKey,
      url: settings.vast.url,
      workspaceName: settings.workspaceName,
    });
    say(
      linked.ok
        ? { linked: linked.value.email ?? linked.value.vastUserId }
        : { linked: null, problem: linked.problem.say, vastSays: linked.problem.vastSays ?? null },
    );
  }
}

try {
  await bootstrap();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  say({ problem: error.message });
  process.exitCode = 1;
} finally {
  // A configuration that can't be read opened no store.
  await closeStore();
}

async function closeStore() {
  try {
    await store().close();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
  }
}
