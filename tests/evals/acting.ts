import { operations } from '@/lib/vast/operations';
import { offersFor } from './reading';
import { RICH, type Script, type Task } from './task';

export async function orderOf(script: Script): Promise<Record<string, unknown>> {
  const [offer] = await offersFor(script);
  return { offer_id: offer?.offer_id, image: 'ubuntu', lease_hours: 2, reason: 'an eval' };
}

/** Within the allowance. */
async function rented(script: Script): Promise<number> {
  const plan = await script.call('rent', await orderOf(script));
  const { new_contract } = await script.result<{ new_contract: number }>('rent', {
    plan_id: plan.said.plan_id,
  });
  return new_contract;
}

const RENT = operations.rentOffer.name;

export const acting: readonly Task[] = [
  {
    asks: 'Rent the cheapest for two hours.',
    token: RICH,
    does: async (script) => (await rented(script)) > 0,
  },
  {
    asks: 'Rent it, and ask twice since no answer came.',
    token: RICH,
    does: async (script) => {
      const before = await script.taken(RENT);
      const plan = await script.call('rent', await orderOf(script));
      const again = { plan_id: plan.said.plan_id };
      await Promise.all([script.call('rent', again), script.call('rent', again)]);
      return (await script.taken(RENT)) === before + 1;
    },
  },
  {
    asks: 'Rent it, let me approve, go on.',
    does: async (script) => {
      const plan = await script.call('rent', await orderOf(script));
      const waits = await script.call('rent', { plan_id: plan.said.plan_id });
      await script.person(plan.said.plan_id, 'approved');
      const state = await script.result<{ state: string }>('get_approval', {
        approval_id: plan.said.plan_id,
      });
      const ran = await script.call('rent', { plan_id: plan.said.plan_id });
      return waits.said.status === 'needs_approval' && state.state === 'ready' && ran.said.status === 'done';
    },
  },
  {
    asks: 'Stop it, then start it again.',
    token: RICH,
    does: async (script) => {
      const instance_id = await rented(script);
      const stopped = await script.call('instance_action', { instance_id, action: 'stop' });
      const start = await script.call('instance_action', { instance_id, action: 'start' });
      return stopped.said.status === 'done' && start.said.status === 'plan';
    },
  },
  {
    asks: 'Name it.',
    token: RICH,
    does: async (script) => {
      const instance_id = await rented(script);
      const named = await script.call('instance_action', { instance_id, action: 'label', label: 'eval' });
      return named.said.status === 'done';
    },
  },
  {
    asks: 'Destroy what you rented.',
    token: RICH,
    does: async (script) => {
      const instance_id = await rented(script);
      const plan = await script.call('destroy', { instance_id });
      return (await script.call('destroy', { plan_id: plan.said.plan_id })).said.status === 'done';
    },
  },
  {
    asks: 'What did you just do?',
    token: RICH,
    does: async (script) => {
      const instance_id = await rented(script);
      const { events } = await script.result<{ events: { did: string; via: string }[] }>('get_events', {
        instance_id,
      });
      return events.some(({ did, via }) => did.startsWith('rented') && via === 'mcp');
    },
  },
];
