import { expect, it } from 'vitest';
import { testEmulator } from '../../support/emulator';
import { callerOf, rented } from './client';

it('an overlay lies on a cluster of the host’s machines and takes only instances that are on one of them', async () => {
  const host = callerOf(await testEmulator({ world: 'small-team', history: 3 }));
  const [machine] = (await host.get('/api/v0/machines')).json.machines as { id: number }[];
  const id = machine?.id;
  const created = await host.post('/api/v0/cluster/', { subnet: '10.1.0.0/24', manager_id: id });
  const cluster_id = created.json.cluster_id as number;
  expect((await host.get('/api/v0/clusters/')).json.clusters).toEqual({
    [cluster_id]: {
      subnet: '10.1.0.0/24',
      nodes: [{ machine_id: id, is_cluster_manager: true, local_ip: '10.1.0.2' }],
    },
  });
  expect((await host.post('/api/v0/cluster/', { subnet: '10.2.0.0/24', manager_id: id })).status).toBe(404);
  await host.post('/api/v0/overlay/', { cluster_id, name: 'mesh' });
  await host.put('/api/v0/machines/create_asks/', { machine: id, price_gpu: 0.4 });
  const here = await rented(host, { machine_id: { eq: id }, num_gpus: { eq: 1 } });
  const elsewhere = await rented(host, { machine_id: { neq: id } });
  const join = (instance_id: number) => host.put('/api/v0/overlay/', { name: 'mesh', instance_id });
  expect((await join(elsewhere.id)).status).toBe(400);
  expect((await join(here.id)).json.success).toBe(true);
  const [overlay] = JSON.parse((await host.get('/api/v0/overlay/')).text);
  expect(overlay).toMatchObject({ name: 'mesh', cluster_id, instances: [here.id] });
  await host.call('DELETE', '/api/v0/cluster/', { cluster_id });
  expect((await host.get('/api/v0/overlay/')).text).toBe('[]');
});
