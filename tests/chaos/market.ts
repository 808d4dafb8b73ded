/** What is to be had at Vast.ai, read past Gantry: the night hits these calls, too, so they are asked until they answer. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Shop {
  url: string;
  apiKey: string;
}

export interface Offer {
  id: number;
  dph_base: number;
  storage_cost: number;
  disk_space: number;
}

/** One of the cheap machines, another one each time; now and then one that somebody takes first. */
export const machineOffer = (shop: Shop, n: number, diskGb: number): Promise<Offer> =>
  oneOf(shop, '/api/v0/bundles/', n * 7, {
    rentable: { eq: true },
    disk_space: { gte: diskGb },
    num_gpus: { lte: 2 },
    order: [['dph_total', 'asc']],
    limit: 64,
    allocated_storage: diskGb,
  });

export const volumeOffer = (shop: Shop, n: number): Promise<Offer> =>
  oneOf(shop, '/api/v0/volumes/search/', n * 7, { limit: 64, order: [['storage_cost', 'asc']] });

async function oneOf(shop: Shop, path: string, n: number, body: object): Promise<Offer> {
  for (;;) {
    try {
      const answer = await fetch(shop.url + path, {
        method: 'POST',
        headers: { authorization: `Bearer ${shop.apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (answer.status === 200) {
        const { offers } = (await answer.json()) as { offers: Offer[] };
        const offer = offers[n % offers.length];
        if (offer) return offer;
      }
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
    await sleep(50);
  }
}
