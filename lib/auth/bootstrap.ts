import { type Config, ConfigError } from '@/lib/config';
import type { Db } from '@/lib/store/db';
import { forgetAttempts } from './attempts';
import { issueFirstRunLink } from './first-run';
import { type EnsuredOwner, ensureOwner, ownerExists } from './people';
import { forgetResets } from './resets';
import { forgetSessions } from './sessions';

export interface BootstrappedPeople {
  ownerExists: boolean;
  /** What became of the owner that the environment names; undefined when it names none. */
  owner?: EnsuredOwner;
  /** To print: whoever opens it becomes the owner. Good for one use, and until the next start. */
  firstRunUrl?: string;
}

/** At every start, before the web server answers: an owner, or the link to become one. */
export async function bootstrapPeople(
  db: Db,
  config: Pick<Config, 'url' | 'owner' | 'workspaceName'>,
  now: Date,
): Promise<BootstrappedPeople> {
  await forgetAttempts(db, now);
  await forgetSessions(db, now);
  await forgetResets(db, now);
  if (config.owner) {
    const { email, name, password, reset } = config.owner;
    const named = name ?? email.split('@')[0] ?? email;
    const owner = await ensureOwner(
      db,
      { email, password, reset, name: named, workspaceName: config.workspaceName },
      now,
    );
    if (!owner.ok)
      throw new ConfigError(`GANTRY_OWNER_EMAIL and GANTRY_OWNER_PASSWORD: ${owner.problem.say}`);
    return { ownerExists: true, owner: owner.value };
  }
  const firstRunUrl = await issueFirstRunLink(db, config.url, now);
  return firstRunUrl ? { ownerExists: false, firstRunUrl } : { ownerExists: await ownerExists(db) };
}
