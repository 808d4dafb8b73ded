import { expect } from 'vitest';
import { listInstances } from '@/lib/vast/operations/instances';
import {
  createNetworkDisk,
  listNetworkVolume,
  rentNetworkVolume,
  searchNetworkVolumes,
  unlistNetworkVolume,
} from '@/lib/vast/operations/network-volumes';
import { searchOffers } from '@/lib/vast/operations/offers';
import { rentOffer } from '@/lib/vast/operations/rent';
import {
  deleteVolume,
  listVolumes,
  rentVolume,
  searchVolumes,
  unlistVolume,
} from '@/lib/vast/operations/volumes';
import { round, type Stage } from '../round';

const STRANGER = 1;

const offered = async (stage: Stage) => {
  const [offer] = (await stage.call(searchVolumes, { filters: { disk_space: { gte: 120 } } })).offers;
  if (!offer) throw new Error('no volume offer');
  return offer;
};

const volumes = async (stage: Stage) => (await stage.call(listVolumes, {})).volumes;

/** A machine of the market becomes the account's own; its id. */
function host(stage: Stage): number {
  const { machines, storage, accounts } = stage.emulator.world;
  const machine = [...machines.values()].find((one) => !storage.localOffer(one));
  const [owner] = accounts;
  if (!machine || !owner) throw new Error('nothing to host');
  machines.set(machine.id, { ...machine, hostId: owner.id });
  return machine.id;
}

async function ownVolumeOffer(stage: Stage): Promise<number> {
  const reply = await stage.caller.post('/api/v0/volumes/', { machine: host(stage), size: 80 });
  return reply.json.id as number;
}

const ownDisk = async (stage: Stage) =>
  (await stage.call(createNetworkDisk, { machines: [host(stage)], mount_point: '/mnt/shared' })).disk_id;

async function ownNetworkOffer(stage: Stage): Promise<number> {
  const disk_id = await ownDisk(stage);
  await stage.call(listNetworkVolume, { disk_id, size: 100 });
  const { offers } = await stage.call(searchNetworkVolumes, { filters: { disk_space: { eq: 100 } } });
  const own = offers.find((one) => one.host_id === stage.emulator.world.accounts[0]?.id);
  if (!own) throw new Error('the offer is not on the market');
  return own.id;
}

export const storage = [
  round(searchVolumes, {
    input: { filters: { disk_space: { gte: 120 }, storage_cost: { lte: 0.15 } }, limit: 5 },
    sends: [{ filters: { disk_space: { gte: 100 } } }],
    refusals: [{ input: { filters: { disk_space: 100 } }, status: 400 }],
    expect: ({ offers }) => {
      expect(offers).toHaveLength(5);
      expect(offers.every((one) => one.disk_space >= 120 && one.storage_cost.toNumber() <= 0.15)).toBe(true);
    },
  }),
  round(rentVolume, {
    input: async (stage) => ({ id: (await offered(stage)).id, size: 100, name: 'corpus' }),
    expect: async ({ volume_name, id }, stage) => {
      expect(volume_name).toBe(`V.${id}`);
      const mine = (await volumes(stage)).find((one) => one.id === id);
      expect(mine).toMatchObject({ label: 'corpus', disk_space: 100, status: 'available' });
    },
  }),
  round(listVolumes, {
    input: async (stage) => {
      const { offers } = await stage.call(searchOffers, { limit: 64 });
      const spot = offers.find((one) => Number(one.avail_vol_size ?? 0) >= 20);
      const volume_id = Number(spot?.avail_vol_ask_id);
      const volume_info = { create_new: true, volume_id, size: 20, mount_path: '/data', name: 'beside' };
      await stage.call(rentOffer, { id: spot?.id ?? 0, disk: 10, image: 'a', label: 'user', volume_info });
      // One that nothing uses has an empty list of instances.
      for (const one of stage.emulator.world.accounts[0]?.contracts ?? [])
        if (one.label === 'corpus-en') one.destroyed = stage.emulator.world.settle();
      return {};
    },
    expect: async (output, stage) => {
      const { instances } = await stage.call(listInstances, {});
      const user = instances.find((one) => one.label === 'user');
      expect(output.volumes).toMatchObject([{ label: 'beside', status: 'attached', instances: [user?.id] }]);
    },
  }),
  round(deleteVolume, {
    input: async (stage) => ({ id: (await volumes(stage))[0]?.id ?? 0 }),
    refusals: [
      { input: { id: 'corpus' }, status: 400 },
      { input: { id: STRANGER }, status: 404 },
    ],
    expect: async (_, stage) => expect(await volumes(stage)).toEqual([]),
  }),
  round(unlistVolume, {
    input: async (stage) => ({ id: await ownVolumeOffer(stage) }),
    refusals: [{ input: { id: STRANGER }, status: 400 }],
    expect: async (_, stage, { id }) => {
      const { offers } = await stage.call(searchVolumes, { filters: { id: { eq: id } } });
      expect(offers).toEqual([]);
    },
  }),
  round(searchNetworkVolumes, {
    input: { filters: { disk_space: { gte: 500 } }, limit: 3 },
    expect: ({ offers }) => {
      expect(offers).toHaveLength(3);
      expect(offers.every((one) => one.cluster_id !== null && one.nw_disk_avg_bw !== null)).toBe(true);
    },
  }),
  round(rentNetworkVolume, {
    input: async (stage) => {
      const { offers } = await stage.call(searchNetworkVolumes, {});
      return { id: offers[0]?.id ?? 0, size: 250, name: 'shared' };
    },
    expect: async ({ id }, stage) => {
      const { volumes: network } = await stage.call(listVolumes, { type: 'network_volume' });
      expect(network).toMatchObject([{ id, label: 'shared', disk_space: 250, machine_id: null }]);
    },
  }),
  round(createNetworkDisk, {
    input: (stage) => Promise.resolve({ machines: [host(stage)], mount_point: '/mnt/nfs' }),
    expect: async ({ disk_id }, stage, { machines }) => {
      const { data } = (await stage.caller.get('/api/v0/network_disk/')).json;
      expect(data).toMatchObject([{ machine_ids: machines, network_disks: [{ network_disk_id: disk_id }] }]);
    },
  }),
  round(listNetworkVolume, {
    input: async (stage) => ({ disk_id: await ownDisk(stage), price_disk: '0.12', size: 300 }),
    expect: async (_, stage) => {
      const { offers } = await stage.call(searchNetworkVolumes, { filters: { storage_cost: { eq: 0.12 } } });
      expect(offers).toMatchObject([{ disk_space: 300 }]);
    },
  }),
  round(unlistNetworkVolume, {
    input: async (stage) => ({ id: await ownNetworkOffer(stage) }),
    expect: async (_, stage, { id }) => {
      const { offers } = await stage.call(searchNetworkVolumes, { filters: { id: { eq: id } } });
      expect(offers).toEqual([]);
    },
  }),
];
