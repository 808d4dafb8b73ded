// A host's day: list the machine, bound its bids, fill it, maintain it, look at the market, and take it off again.
import assert from 'node:assert/strict';
import { json } from './transcript.mjs';

const LIST = 'update_a_vast_ai_machines_create_ask_by_id';

export async function hosting(transcript, emulator) {
  const machine = await listing(transcript, emulator);
  await defaultJob(transcript, machine);
  await maintenance(transcript, machine);
  await ownRent(transcript, emulator, machine);
  await market(transcript);
  await clusters(transcript, machine);
  await schedules(transcript, emulator);
  await transcript.vastai(['unlist', 'machine', machine], {
    writes: 'delete_a_vast_ai_machine_ask_by_id',
    says: /machine delisted/,
  });
  await offersOf(transcript, machine, (rows) => assert.deepEqual(rows, []));
  await transcript.vastai(['delete', 'machine', machine], {
    writes: 'vast_ai_machine_force_delete',
    says: /deleted machine_id/,
  });
  await transcript.vastai(['show', 'machines', '--raw'], {
    check: (run) => assert.deepEqual(json(run), { machines: [] }),
  });
}

const offersOf = (transcript, machine, check) =>
  transcript.vastai(['search', 'offers', `machine_id=${machine} verified=any`, '--raw'], {
    check: (run) => check(json(run)),
  });

async function shown(transcript, machine, check) {
  await transcript.vastai(['show', 'machine', machine, '--raw'], { check: (run) => check(json(run)[0]) });
}

async function listing(transcript) {
  let machine;
  await transcript.vastai(['show', 'machines', '--raw'], {
    check: (run) => {
      const [one] = json(run).machines;
      machine = String(one.id);
      assert.equal(one.gpu_occupancy, 'x x x x', 'nobody rents it yet');
    },
  });
  await transcript.vastai(['show', 'machines'], { says: new RegExp(machine) });
  await transcript.vastai(
    [
      ...['list', 'machine', machine, '--price_gpu', '0.41', '--price_disk', '0.12', '--price_inetu', '0.01'],
      ...['--price_inetd', '0.01', '--price_min_bid', '0.11', '--discount_rate', '0.3', '--min_chunk', '2'],
      ...['--duration', '2 weeks'],
    ],
    { writes: LIST, body: { price_gpu: 0.41, min_chunk: 2 }, says: /offers created\/updated/ },
  );
  await offersOf(transcript, machine, (rows) => {
    assert.deepEqual(new Set(rows.map((one) => one.num_gpus)), new Set([2, 4]));
    assert.equal(rows.find((one) => one.num_gpus === 2).dph_base, 0.82);
  });
  await transcript.vastai(['list', 'machine', machine, '--price_gpu', '0.4', '--raw'], {
    writes: LIST,
    check: (run) => assert.equal(json(run).extended, 0),
  });
  await transcript.vastai(['set', 'min-bid', machine, '--price', '0.15'], {
    writes: 'update_a_vast_ai_machine_minbid_by_id',
    says: /min bid price changed/,
  });
  await shown(transcript, machine, (one) =>
    assert.deepEqual([one.listed_gpu_cost, one.min_bid_price], [0.4, 0.15]),
  );
  return machine;
}

async function defaultJob(transcript, machine) {
  await transcript.vastai(
    [
      ...['set', 'defjob', machine, '--price_gpu', '0.2', '--price_inetu', '0', '--price_inetd', '0'],
      ...['--image', 'ubuntu:24.04', '--args', 'sleep', 'infinity'],
    ],
    {
      writes: 'update_a_vast_ai_machines_create_bid_by_id',
      body: { args: ['sleep', 'infinity'] },
      says: /bids created/,
    },
  );
  await shown(transcript, machine, (one) => assert.equal(one.gpu_occupancy, 'I I I I'));
  await transcript.vastai(['remove', 'defjob', machine], {
    writes: 'delete_a_vast_ai_machine_defjob_by_id',
    says: /removed/,
  });
}

async function maintenance(transcript, machine) {
  const sdate = String(Math.floor(Date.now() / 1000) + 86_400);
  await transcript.vastai(
    [
      ...['schedule', 'maint', machine, '--sdate', sdate, '--duration', '2'],
      ...['--maintenance_category', 'power'],
    ],
    { typed: 'y', writes: 'update_a_vast_ai_machine_dnotify_by_id', says: /success/ },
  );
  await transcript.vastai(['show', 'maints', '--ids', machine, '--raw'], {
    check: (run) => {
      const [window] = json(run);
      assert.deepEqual([window.duration_hours, window.maintenance_category], [2, 'power']);
    },
  });
  await transcript.vastai(['show', 'maints', '--ids', machine], { says: /power/ });
  await transcript.vastai(['cancel', 'maint', machine], {
    typed: 'y',
    writes: 'update_a_vast_ai_machine_cancel_maint_by_id',
    says: /success/,
  });
  await transcript.vastai(['show', 'maints', '--ids', machine, '--raw'], {
    check: (run) => assert.deepEqual(json(run), []),
  });
}

/** A host's own rents block the GPUs and are never billed. */
async function ownRent(transcript, emulator, machine) {
  let offer;
  await offersOf(transcript, machine, (rows) => {
    offer = rows.find((one) => one.num_gpus === 2);
  });
  const made = await transcript.vastai(
    ['create', 'instance', String(offer.id), '--image', 'ubuntu:24.04', '--disk', '20', '--raw'],
    { writes: 'update_a_vast_ai_ask_by_id' },
  );
  await emulator.advance(3600);
  await shown(transcript, machine, (one) => assert.match(one.gpu_occupancy, /D D/));
  await transcript.vastai(['defrag', 'machines', machine], {
    writes: 'vast_ai_machines_defrag_offers',
    says: /defragment result/,
  });
  await transcript.vastai(['cleanup', 'machine', machine, '--raw'], {
    writes: 'update_a_vast_ai_machine_cleanup_by_id',
    check: (run) => assert.equal(json(run).num_deleted, 0),
  });
  await transcript.vastai(['show', 'pending-price-increases'], { says: /No pending price increases/ });
  await transcript.vastai(['reports', machine], { says: /\[\]/ });
  await transcript.vastai(['show', 'earnings', '--raw'], {
    check: (run) => {
      const said = json(run);
      assert.deepEqual(
        [said.summary.total_gpu, said.per_machine[0].machine_id, said.per_day.length],
        [0, Number(machine), 1],
      );
    },
  });
  const { new_contract: id } = json(made);
  await transcript.vastai(['destroy', 'instance', String(id), '-y'], {
    writes: 'delete_a_vast_ai_instance_by_id',
  });
}

async function market(transcript) {
  await transcript.vastai(['metrics', 'gpu', '--raw'], {
    check: (run) => {
      for (const one of json(run).gpus) {
        const rented = one.rented_verified + one.rented_unverified;
        assert.equal(rented + one.available, one.total, one.gpu_name);
      }
    },
  });
  await transcript.vastai(['metrics', 'gpu', '--verified', 'true', '--datacenter', 'true'], { says: /H100/ });
  await transcript.vastai(['metrics', 'gpu-trends'], { says: /=== RTX 5090 ===/ });
  await transcript.vastai(['metrics', 'gpu-trends', 'RTX_4090', '--raw'], {
    check: (run) => assert.ok(json(run)['RTX 4090'].rows.length > 15),
  });
  await transcript.vastai(['metrics', 'gpu-locations', '--gpu', 'RTX_4090'], { says: /Berlin/ });
}

/** In the client's Python packages alone. */
async function clusters(transcript, machine) {
  const story = `
from vastai.sdk import VastAI
vast = VastAI(api_key=key, server_url=url)
made = vast.create_cluster('10.1.0.0/24', ${machine})
id = made['cluster_id']
shown = vast.show_clusters()['clusters'][str(id)]
vast.create_overlay(id, 'story')
overlays = vast.show_overlays()
vast.delete_overlay('story')
vast.delete_cluster(id)
print(json.dumps({'shown': shown, 'overlays': overlays, 'left': vast.show_clusters()['clusters']}))
`;
  await transcript.program('VastAI: a cluster of the machine and an overlay on it', story, {
    writes: [
      ...['create_a_vast_ai_cluster', 'create_a_vast_ai_overlay'],
      ...['delete_a_vast_ai_overlay', 'delete_a_vast_ai_cluster'],
    ],
    check: (run) => {
      const said = json(run);
      assert.equal(said.shown.nodes[0].local_ip, '10.1.0.2');
      assert.deepEqual([said.overlays.map((one) => one.name), said.left], [['story'], {}]);
    },
  });
}

/** What is scheduled is done by the world itself when its hour comes. */
async function schedules(transcript, emulator) {
  const list = await transcript.vastai(['show', 'instances', '--raw']);
  const running = json(list).find((one) => one.actual_status === 'running');
  const id = String(running.id);
  const order = ['reboot', 'instance', id, '--schedule', 'HOURLY', '--day', '*', '--hour', '*'];
  await transcript.vastai(order, {
    writes: ['update_a_vast_ai_instances_reboot_by_id', 'create_a_vast_ai_scheduled_job'],
    says: /insert: success/,
  });
  let job;
  await transcript.vastai(['show', 'scheduled-jobs', '--raw'], {
    check: (run) => {
      [job] = json(run);
      assert.deepEqual([job.instance_id, job.frequency], [running.id, 'HOURLY']);
    },
  });
  await transcript.vastai(['show', 'scheduled-jobs'], { says: /HOURLY/ });
  await emulator.advance(3600);
  await transcript.vastai(['show', 'audit-logs', '--raw'], {
    check: (run) => {
      const reboots = json(run).filter((one) => one.api_route.includes('reboot') && one.args.id === id);
      assert.ok(reboots.length > 1, 'by hand, and by itself when its hour came');
    },
  });
  await transcript.vastai(['delete', 'scheduled-job', String(job.id)], {
    writes: 'delete_a_vast_ai_scheduled_job_by_id',
  });
}
