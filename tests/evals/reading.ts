import { operations } from '@/lib/vast/operations';
import type { Script, Task } from './task';

interface Offer {
  offer_id: number;
  gpu: string;
  gpus: number;
  usd_per_hour: string;
}

export const offersFor = async ({ result }: Script, args: object = {}): Promise<Offer[]> =>
  (await result<{ offers: Offer[] }>('search_offers', { limit: 50, ...args })).offers;

export const reading: readonly Task[] = [
  {
    asks: 'Who are you, and what may you spend?',
    does: async ({ result }) => {
      const here = await result<{ role: string; accounts: unknown[]; allowance: string }>('get_context');
      return here.role === 'owner' && here.accounts.length === 1 && here.allowance.startsWith('none');
    },
  },
  {
    asks: 'What is the cheapest GPU?',
    does: async (script) => {
      const prices = (await offersFor(script)).map((one) => Number(one.usd_per_hour));
      return (
        prices.length > 3 && prices.every((price, index) => index === 0 || price >= (prices[index - 1] ?? 0))
      );
    },
  },
  {
    asks: 'Which machines of two GPUs or more are there?',
    does: async (script) => {
      const found = await offersFor(script, { gpus: 2 });
      return found.length > 0 && found.every(({ gpus }) => gpus >= 2);
    },
  },
  {
    asks: 'Only that model, please.',
    does: async (script) => {
      const [any] = await offersFor(script);
      const found = await offersFor(script, { gpu: any?.gpu });
      return found.length > 0 && found.every(({ gpu }) => gpu === any?.gpu);
    },
  },
  {
    asks: 'Nothing dearer than a dollar.',
    does: async (script) => {
      const found = await offersFor(script, { max_usd_per_hour: 1 });
      return found.length > 0 && found.every((one) => Number(one.usd_per_hour) <= 1);
    },
  },
  {
    asks: 'A GPU for nothing.',
    does: async ({ result }) => {
      const none = await result<{ none: string }>('search_offers', { max_usd_per_hour: 0.00001 });
      return none.none.includes('widen');
    },
  },
  {
    asks: 'What would two hours of it cost?',
    does: async (script) => {
      const [offer] = await offersFor(script);
      const quote = await script.result<{ usd_per_hour: string; usd_to_lease_end: string }>('quote_rental', {
        offer_id: offer?.offer_id,
        lease_hours: 2,
      });
      return Math.abs(Number(quote.usd_to_lease_end) - 2 * Number(quote.usd_per_hour)) < 0.01;
    },
  },
  {
    asks: 'Is there something for volumes?',
    does: async ({ result }) => {
      const found = await result<{ operations: { name: string }[] }>('list_operations', {
        subject: 'storage',
      });
      return found.operations.some(({ name }) => name === operations.listVolumes.name);
    },
  },
  {
    asks: 'How is a volume rented?',
    does: async ({ result }) => {
      const name = operations.rentVolume.name;
      const told = await result<{ effect: string; input: object }>('describe_operation', { name });
      return told.effect === 'spends' && 'properties' in told.input;
    },
  },
  {
    asks: 'Which volumes are there?',
    does: async ({ call }) =>
      (await call('run_operation', { name: operations.listVolumes.name })).said.status === 'done',
  },
  {
    asks: 'What did it cost this month?',
    does: async ({ result }) => /^\d/.test((await result<{ usd: string }>('get_spend')).usd),
  },
  {
    asks: 'What waits for me?',
    does: async ({ result }) =>
      (await result<{ approvals: unknown[] }>('list_approvals')).approvals.length === 0,
  },
  {
    asks: 'Show an instance that isn’t there.',
    does: async ({ call }) => {
      const told = await call('get_instance', { instance_id: 1 });
      return told.isError === true && told.said.code === 'surface.instance_unknown';
    },
  },
  {
    asks: 'A mistake, mended by what it says.',
    does: async ({ call }) => {
      const wrong = await call('search_offers', { gpu_name: 'RTX 4090' });
      const right = await call('search_offers', { gpu: 'RTX 4090' });
      return String(wrong.said.fix).includes('gpu_name') && right.said.status === 'done';
    },
  },
];
