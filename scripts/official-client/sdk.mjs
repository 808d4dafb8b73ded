// The same story through the Python packages of the client.
import assert from 'node:assert/strict';
import { json } from './transcript.mjs';

const STORY = `
from vastai.sdk import VastAI
vast = VastAI(api_key=key, server_url=url)
offers = vast.search_offers(query='gpu_name=RTX_4090 num_gpus=1', order='dph_total')
made = vast.create_instance(offers[0]['id'], image='ubuntu:24.04', disk=20, label='sdk', env={'A': '1'})
id = made['new_contract']
shown = vast.show_instance(id)
listed = [one for one in vast.show_instances() if one['id'] == id]
vast.label_instance(id, 'sdk two')
vast.stop_instance(id)
vast.start_instance(id)
vast.reboot_instance(id)
logs = vast.logs(id, tail='20')
keys = vast.show_ssh_keys()
templates = vast.search_templates()
user = vast.show_user()
charges = vast.show_invoices_v1(charges=True, start_date='2020-01-01', end_date='2020-01-02')
vast.destroy_instance(id)
gone = vast.show_instance(id)
print(json.dumps({'id': id, 'shown': shown, 'listed': len(listed), 'logs': logs, 'keys': len(keys),
  'templates': len(templates), 'credit': user['credit'], 'charges': charges['results'], 'gone': gone}))
`;

/** This one doesn't repeat a call that came too early; renting lists the instances already. */
const TYPED = `
from vastai.data.query import Query
from vastai.data.instance import InstanceConfig
from vastai.sync.client import SyncClient
client = SyncClient(api_key=key, vast_server=url)
offers = client.search(Query.search_defaults(), limit=5, type_='ondemand', allocated_storage=20.0, external=False)
instance = offers[0].create_instance(InstanceConfig(image='ubuntu:24.04', disk=20, label='typed'))
instance.destroy()
print(json.dumps({'offers': len(offers), 'id': instance.id, 'label': instance.label, 'dph': instance.dph_total}))
`;

export async function sdk(transcript) {
  const manage = 'update_a_vast_ai_instance_by_id';
  await transcript.program(
    'VastAI: search, rent, show, label, stop, start, reboot, logs, money, destroy',
    STORY,
    {
      writes: [
        'update_a_vast_ai_ask_by_id',
        ...[manage, manage, manage],
        'update_a_vast_ai_instances_reboot_by_id',
        'delete_a_vast_ai_instance_by_id',
      ],
      check: (run) => {
        const said = json(run);
        assert.deepEqual([said.shown.label, said.shown.extra_env, said.listed], ['sdk', { A: '1' }, 1]);
        assert.ok(said.keys > 0 && said.templates > 0 && said.credit > 0);
        assert.equal(typeof said.logs, 'string');
        assert.deepEqual([said.charges, said.gone], [[], null]);
      },
    },
  );
  await transcript.program('SyncClient: search, rent, show, destroy', TYPED, {
    writes: ['update_a_vast_ai_ask_by_id', 'delete_a_vast_ai_instance_by_id'],
    check: (run) => {
      const said = json(run);
      assert.deepEqual([said.offers, said.label], [5, 'typed']);
      assert.ok(said.dph > 0);
    },
  });
}
