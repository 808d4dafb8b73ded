import { expect, it } from 'vitest';
import { EPOCH } from '../../support/emulated';
import { testEmulator } from '../../support/emulator';
import { type Caller, callerOf, chargesOf, instance, offers } from './client';

const DAY = 86_400;
const TODAY = EPOCH - (EPOCH % DAY);

const begin = async () => {
  const emulator = await testEmulator({ epoch: new Date(EPOCH * 1000), history: 2 });
  return { emulator, caller: callerOf(emulator) };
};

interface VolumeOffer {
  readonly id: number;
  readonly machine_id: number | null;
  readonly cluster_id: number | null;
  readonly disk_space: number;
  readonly storage_cost: number;
}

const search = async (caller: Caller, kind: 'volumes' | 'network_volumes', body: object = {}) =>
  (await caller.post(`/api/v0/${kind}/search/`, body)).json.offers as VolumeOffer[];

const listed = async (caller: Caller, type = 'all_volume') =>
  (await caller.get('/api/v0/volumes', { owner: 'me', type })).json.volumes as Record<string, unknown>[];

const rent = async (caller: Caller, body: object) => {
  const reply = await caller.put('/api/v0/volumes/', body);
  return { reply, id: reply.json.id as number };
};

it('one offer is rented until its space is used, and gives space back when a volume goes', async () => {
  const { caller } = await begin();
  const [offer] = await search(caller, 'volumes', { disk_space: { gte: '60' }, verified: { eq: true } });
  const { reply, id } = await rent(caller, { id: offer!.id, size: 40, name: 'data_a' });
  expect(reply.json).toMatchObject({ success: true, volume_name: `V.${id}`, volume_id: id });
  const left = async () =>
    (await search(caller, 'volumes', { id: { eq: offer!.id } })).map((one) => one.disk_space);
  expect(await left()).toEqual([offer!.disk_space - 40]);
  const much = await caller.put('/api/v0/volumes/', { id: offer!.id, size: offer!.disk_space - 39 });
  expect([much.status, much.json.error]).toEqual([400, 'invalid_args']);
  expect((await caller.del(`/api/v0/volumes/?id=${id}`)).status).toBe(200);
  expect(await left()).toEqual([offer!.disk_space]);
  expect((await caller.del(`/api/v0/volumes/?id=${id}`)).json.error).toBe('no_such_volume');
});

it('a volume costs its size for as long as it is there, as a charge of its own', async () => {
  const { caller } = await begin();
  const [offer] = await search(caller, 'volumes', { disk_space: { gte: 100 } });
  const { id } = await rent(caller, { id: offer!.id, size: 100 });
  await caller.advance(5 * 3600);
  await caller.del(`/api/v0/volumes/?id=${id}`);
  await caller.advance(2 * DAY);
  const row = (await chargesOf(caller, TODAY)).find((one) => one.source === `volume-${id}`);
  expect(row).toMatchObject({ type: 'volume', items: [{ type: 'disk' }] });
  expect(row!.amount).toBe(Number(((offer!.storage_cost * 100 * 5) / 720).toFixed(3)));
});

it('is rented with an instance on its machine, can’t be deleted while that is there, and is free 30 s after', async () => {
  const { caller } = await begin();
  const spots = await offers(caller, { limit: 60 });
  const spot = spots.find((one) => (one.avail_vol_size ?? 0) >= 20);
  const volume_info = {
    create_new: true,
    volume_id: spot!.avail_vol_ask_id,
    size: 20,
    mount_path: '/data',
    name: 'beside',
  };
  const made = await caller.put(`/api/v0/asks/${spot!.ask_contract_id}/`, {
    image: 'ubuntu',
    disk: 10,
    volume_info,
  });
  const contract = made.json.new_contract as number;
  const volume = (await listed(caller)).find((one) => one.label === 'beside');
  expect(volume).toMatchObject({
    machine_id: spot!.machine_id,
    status: 'attached',
    instances: [contract],
    disk_space: 20,
  });
  const rows = (await caller.get('/api/v1/instances/', { select_filters: { id: { eq: contract } } })).json;
  const [row] = rows.instances as Record<string, unknown>[];
  expect(row!.volume_info).toEqual([
    { id: volume!.id, avail_space: 20, total_space: 20, mount_path: '/data' },
  ]);
  const remove = () => caller.del(`/api/v0/volumes/?id=${volume!.id}`);
  expect((await remove()).status).toBe(400);
  await caller.put(`/api/v0/instances/${contract}/`, { state: 'stopped' });
  expect((await remove()).status).toBe(400);
  await caller.del(`/api/v0/instances/${contract}/`);
  await caller.advance(29);
  expect((await remove()).status).toBe(400);
  await caller.advance(1);
  expect((await remove()).status).toBe(200);
});

it('a volume of another machine is refused, and then nothing is rented at all', async () => {
  const { emulator, caller } = await begin();
  const [own] = await listed(caller);
  const spot = (await offers(caller, { limit: 60 })).find((one) => one.machine_id !== own!.machine_id);
  const contracts = emulator.world.contracts.size;
  const reply = await caller.put(`/api/v0/asks/${spot!.ask_contract_id}/`, {
    image: 'ubuntu',
    disk: 10,
    volume_info: { create_new: false, volume_id: own!.id, mount_path: '/data' },
  });
  expect([reply.status, emulator.world.contracts.size]).toEqual([400, contracts]);
});

it('a network volume is the cluster’s: no machine is named, and any machine of the cluster can have it', async () => {
  const { caller } = await begin();
  const found = await search(caller, 'network_volumes', { disk_space: { gte: 200 } });
  expect(found.every((one) => one.machine_id === null && one.cluster_id !== null)).toBe(true);
  const inClusters = await offers(caller, { limit: 64, cluster_id: { gte: 1 }, rentable: { eq: true } });
  const [spot] = inClusters;
  const offer = found.find((one) => one.cluster_id === spot!.cluster_id);
  const made = await caller.put('/api/v0/network_volumes/', { id: offer!.id, size: 200, name: 'shared' });
  expect(made.json).toMatchObject({ success: true, volume_size: 200, volume_name: `V.${made.json.id}` });
  expect((await listed(caller, 'local_volume')).map((one) => one.id)).not.toContain(made.json.id);
  const rentedOne = await caller.put(`/api/v0/asks/${spot!.ask_contract_id}/`, {
    image: 'ubuntu',
    disk: 10,
    volume_info: { create_new: false, volume_id: made.json.id, mount_path: '/shared' },
  });
  expect(rentedOne.status).toBe(200);
  expect(await instance(caller, rentedOne.json.new_contract as number)).toMatchObject({
    cluster_id: spot!.cluster_id,
  });
  expect(await listed(caller, 'network_volume')).toMatchObject([{ status: 'attached', machine_id: null }]);
});

it('only the host lists and unlists space, and what is rented keeps a listing', async () => {
  const { emulator, caller } = await begin();
  const { world } = emulator;
  const [strange] = await search(caller, 'volumes');
  expect((await caller.post('/api/v0/volumes/unlist', { id: strange!.id })).json.msg).toBe(
    'Volume listing does not exist',
  );
  const machine = [...world.machines.values()].find((one) => !world.storage.localOffer(one))!;
  const own = { ...machine, hostId: world.accounts[0]!.id };
  world.machines.set(own.id, own);
  const made = await caller.post('/api/v0/volumes/', { machine: own.id, size: 50, price_disk: 0.2 });
  const { id } = made.json as { id: number };
  expect(await search(caller, 'volumes', { id: { eq: id } })).toMatchObject([
    { storage_cost: 0.2, disk_space: 50 },
  ]);
  const volume = await rent(caller, { id, size: 10 });
  const unlist = () => caller.post('/api/v0/volumes/unlist', { id });
  expect((await unlist()).json.msg).toBe('Unable to delete active volume listing');
  await caller.del(`/api/v0/volumes/?id=${volume.id}`);
  expect((await unlist()).json).toMatchObject({ success: true, msg: `Unlisted Volume ${id}.` });
  expect(await search(caller, 'volumes', { id: { eq: id } })).toEqual([]);

  const disk = await caller.post('/api/v0/network_disk/', { machines: [own.id], mount_point: '/mnt/nfs' });
  const listing = { disk_id: disk.json.disk_id, size: 100, price_disk: 0.15 };
  const network = await caller.post('/api/v0/network_volumes/', listing);
  expect(network.json).toMatchObject({ success: true, disk_id: disk.json.disk_id });
  expect((await caller.get('/api/v0/network_disk/')).json.data).toMatchObject([
    { machine_ids: [own.id], mounts: { [own.id]: '/mnt/nfs' } },
  ]);
  const gone = await caller.post('/api/v0/network_volumes/unlist/', { id: network.json.id });
  expect(gone.json).toMatchObject({ success: true, id: network.json.id });
});
