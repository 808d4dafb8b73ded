import { z } from 'zod';
import { may } from '@/lib/policy/roles';
import { hasCeiling } from '@/lib/policy/tokens';
import { linkedAccounts } from '@/lib/queries/accounts';
import { meter } from '@/lib/queries/meter';
import { namedIn } from '@/lib/queries/names';
import { done, task } from './task';

export const getContext = task({
  name: 'get_context',
  title: 'Where you are',
  description:
    'Who you act for, what your token may spend on its own word, the accounts and teams, and what burns now.',
  always: true,
  input: z.strictObject({}),
  async run({ ports, scope, actor }) {
    const { db, now } = ports;
    const token = actor.token;
    const allowed = token?.accounts ?? null;
    const accounts = (await linkedAccounts(db, scope)).filter(
      ({ id }) => allowed === null || allowed.includes(id),
    );
    const burning =
      allowed === null && may(actor.role, 'instances.read') ? await meter(db, scope, now()) : null;
    return done({
      acting_for: actor.name,
      role: actor.role,
      token: token?.name,
      may: token?.effects,
      allowance:
        token && hasCeiling(token)
          ? { usd_per_day: token.dayUsd, usd_per_hour_of_one_rent: token.rentHourUsd }
          : 'none: a person approves whatever spends or destroys',
      accounts: accounts.map(({ id, name, state, credit }) => ({ id, name, state, credit_usd: credit })),
      teams: await namedIn(db, scope.workspaceId, 'teams'),
      now: now().toISOString(),
      ...(burning
        ? {
            usd_per_hour: burning.hourUsd,
            running: burning.running,
            instances: burning.instances,
            read_at: burning.readAt,
          }
        : {}),
    });
  },
});
