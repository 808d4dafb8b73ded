// The serverless package of the client: endpoints made, asked and ended, and code deployed. It fetches a certificate from
// Vast.ai's own address before its first call; that one step is put aside, the rest is as it comes.
import assert from 'node:assert/strict';
import { json } from './transcript.mjs';

const STORY = `
import asyncio
from vastai.serverless.client.client import CoroutineServerless as Client
from vastai.data.endpoint import EndpointConfig
from vastai.data.workergroup import WorkergroupConfig
from vastai.data.deployment import DeploymentConfig

async def no_certificate(self):
    return False
Client.get_ssl_context = no_certificate

async def story():
    async with Client(api_key=key, autoscaler_url=url, webserver_url=url) as client:
        made = await client.create_endpoint(EndpointConfig(endpoint_name='sdk', min_load=1, cold_workers=1, max_workers=1))
        group = await client.create_workergroup(WorkergroupConfig(endpoint_id=made.id, search_params='num_gpus=1', test_workers=1))
        endpoint = await client.get_endpoint('sdk')
        fetched = await client.fetch_endpoint(made.id)
        found = await client.find_workergroup_for_endpoint(made.id)
        await asyncio.sleep(2.5)
        workers = await endpoint.get_workers()
        route = await endpoint._route(cost=100)
        deployed = await client.put_deployment(DeploymentConfig(name='cube', image='ubuntu:24.04', file_hash='a1', file_size=1, cold_workers=0, min_load=0))
        open('code.tar.gz', 'wb').write(b'x')
        await deployed.upload('code.tar.gz')
        deployment = await client.fetch_deployment(deployed.id)
        await client.delete_workergroup(group)
        await client.delete_endpoint(made.id)
        print(json.dumps({'name': endpoint.name, 'key': endpoint.api_key == fetched.api_key, 'found': found == group,
            'workers': [one.status for one in workers], 'route': route.status, 'says': route.body.get('status'),
            'index': route.request_idx, 'deployment': [deployment.name, deployment.file_hash, deployment.endpoint_state]}))
asyncio.run(story())
`;

export async function serverlessSdk(transcript) {
  await transcript.program('Serverless: endpoint, worker group, workers, route, deployment, upload', STORY, {
    writes: [
      'create_a_vast_ai_endptjob',
      'create_a_vast_ai_workergroup',
      'create_a_vast_ai_route',
      'update_a_vast_ai_deployment',
      'delete_a_vast_ai_workergroup_by_id',
      'delete_a_vast_ai_endptjob_by_id',
    ],
    check: (run) => {
      const said = json(run);
      assert.deepEqual([said.name, said.key, said.found], ['sdk', true, true]);
      assert.equal(said.workers.length, 1);
      assert.deepEqual([said.route, said.index], ['WAITING', 1]);
      assert.match(said.says, /^total workers: 1/);
      assert.deepEqual(said.deployment, ['cube', 'a1', 'active']);
    },
  });
}
