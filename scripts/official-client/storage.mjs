// Volumes and network volumes: rented, mounted, cloned, deleted; and listed by their host.
import assert from 'node:assert/strict';
import { json } from './transcript.mjs';

const DELETE = 'delete_a_vast_ai_volume_by_id';

export async function storage(transcript, emulator) {
  const volumes = async (args, check) => {
    let found;
    await transcript.vastai(['show', 'volumes', ...args, '--raw'], {
      check: (run) => {
        found = json(run);
        check?.(found);
      },
    });
    return found;
  };
  await local(transcript, emulator, volumes);
  await network(transcript, volumes);
  await hosted(transcript);
}

async function searched(transcript, kind, query) {
  const run = await transcript.vastai(['search', kind, query, '-o', 'storage_cost', '--raw'], {
    check: (one) => {
      const prices = json(one).map((row) => row.storage_cost);
      assert.ok(prices.length > 0);
      assert.deepEqual(
        prices,
        prices.toSorted((a, b) => a - b),
      );
    },
  });
  return json(run)[0];
}

/** Makes one and returns its number as text. */
async function created(transcript, args, writes) {
  let id;
  await transcript.vastai(args, {
    writes,
    says: /^Created\. \{.*'volume_name': 'V\.\d+'/m,
    check: (run, [entry]) => {
      id = /'volume_name': 'V\.(\d+)'/.exec(run.stdout)[1];
      assert.equal(entry.contract, Number(id));
    },
  });
  return id;
}

async function local(transcript, emulator, volumes) {
  await transcript.vastai(['search', 'volumes', 'disk_space>50 geolocation in [US,SE,DE]'], {
    says: /mach_id/,
  });
  const offer = await searched(transcript, 'volumes', 'disk_space>60');
  const id = await created(
    transcript,
    ['create', 'volume', String(offer.id), '-s', '25', '-n', 'story'],
    'update_a_vast_ai_volume_by_id',
  );
  await volumes(['-t', 'local'], (rows) => {
    const mine = rows.find((one) => one.id === Number(id));
    assert.deepEqual([mine.label, mine.disk_space, mine.machine_id], ['story', 25, offer.machine_id]);
  });
  await transcript.vastai(['show', 'volumes'], { says: [/age\(hours\)/, /story/, /corpus-en/] });
  const other = await searched(transcript, 'volumes', `disk_space>60 machine_id!=${offer.machine_id}`);
  const copy = await created(
    transcript,
    ['clone', 'volume', id, String(other.id), '-s', '30'],
    'vast_ai_volumes_copy',
  );
  await transcript.vastai(['create', 'volume', String(offer.id), '-s', '900000'], {
    complains: /Failed with error 400/,
  });
  await transcript.vastai(['create', 'volume', '1'], { complains: /Failed with error 404/ });
  await mounted(transcript, emulator, volumes);
  for (const one of [id, copy])
    await transcript.vastai(['delete', 'volume', one], {
      writes: DELETE,
      says: /^Deleted\. \{'success': True\}/m,
    });
  await transcript.vastai(['delete', 'volume', id], { complains: /Failed with error 404/ });
}

/** Rented together with an instance on its machine. */
async function mounted(transcript, emulator, volumes) {
  const found = await transcript.vastai(['search', 'offers', 'num_gpus=1', '--raw']);
  const offer = json(found).find((one) => one.avail_vol_size >= 20);
  let contract;
  const making = ['create', 'instance', String(offer.id), '--image', 'ubuntu:24.04', '--disk', '16'];
  const beside = ['--create-volume', String(offer.avail_vol_ask_id), '--volume-size', '20'];
  await transcript.vastai([...making, ...beside, '--mount-path', '/root/data', '--volume-label', 'beside'], {
    writes: 'update_a_vast_ai_ask_by_id',
    check: (run) => {
      contract = /'new_contract': (\d+)/.exec(run.stdout)[1];
    },
  });
  const rows = await volumes([], (all) => {
    const mine = all.find((one) => one.label === 'beside');
    assert.deepEqual([mine.status, mine.instances], ['attached', [Number(contract)]]);
  });
  const id = String(rows.find((one) => one.label === 'beside').id);
  await transcript.vastai(['show', 'instances', '--raw'], {
    check: (run) => {
      const row = json(run).find((one) => one.id === Number(contract));
      assert.deepEqual(row.volume_info, [
        { id: Number(id), avail_space: 20, total_space: 20, mount_path: '/root/data' },
      ]);
    },
  });
  await transcript.vastai(['delete', 'volume', id], { complains: /Failed with error 400: .*in use/ });
  await transcript.vastai(['destroy', 'instance', contract, '-y'], {
    writes: 'delete_a_vast_ai_instance_by_id',
  });
  await emulator.advance(60);
  await transcript.vastai(['delete', 'volume', id], { writes: DELETE });
}

async function network(transcript, volumes) {
  await transcript.vastai(['search', 'network-volumes', 'disk_space>100'], {
    says: [/cluster_id/, /Avg BW/],
  });
  const offer = await searched(transcript, 'network-volumes', 'disk_space>100');
  const id = await created(
    transcript,
    ['create', 'network-volume', String(offer.id), '-s', '100', '-n', 'shared'],
    'update_a_vast_ai_network_volume_by_id',
  );
  await volumes(['-t', 'network'], (rows) => {
    assert.deepEqual(
      rows.map((one) => [one.id, one.label, one.cluster_id, one.machine_id]),
      [[Number(id), 'shared', offer.cluster_id, null]],
    );
  });
  await transcript.vastai(['delete', 'volume', id], { writes: DELETE });
}

/** The same from the other side: the account's own machine. */
async function hosted(transcript) {
  const shown = json(await transcript.vastai(['show', 'machines', '--raw']));
  const [machine] = shown.machines ?? shown;
  let id;
  await transcript.vastai(['list', 'volume', String(machine.id), '-s', '50', '-p', '0.2'], {
    writes: 'create_vast_ai_volumes',
    check: (run) => {
      id = /'id': (\d+)/.exec(run.stdout)[1];
    },
  });
  await transcript.vastai(['list', 'volumes', String(machine.id), '-s', '40'], {
    writes: 'create_vast_ai_volumes',
  });
  await transcript.vastai(['unlist', 'volume', id], {
    writes: 'create_a_vast_ai_volumes_unlist',
    says: new RegExp(`^Unlisted Volume ${id}\\.$`, 'm'),
  });
  await transcript.vastai(['unlist', 'volume', id], { complains: /Volume listing does not exist/ });
  let disk;
  await transcript.vastai(['add', 'network-disk', String(machine.id), '/mnt/shared'], {
    writes: 'create_a_vast_ai_network_disk',
    check: (_, [entry]) => assert.deepEqual(entry.body.machines, [machine.id]),
  });
  await transcript.vastai(['show', 'network-disks', '--raw'], {
    check: (run) => {
      const [cluster] = json(run).data;
      disk = String(cluster.network_disks[0].network_disk_id);
      assert.deepEqual(cluster.mounts, { [machine.id]: '/mnt/shared' });
    },
  });
  await transcript.vastai(['show', 'network-disks'], { says: [/Cluster ID: \d+/, /\/mnt\/shared/] });
  await transcript.vastai(['list', 'network-volume', disk, '-s', '100', '-p', '0.12'], {
    writes: 'create_a_vast_ai_network_volume',
    says: /offer \d+\.$/m,
    check: (run) => {
      id = /offer (\d+)\.$/m.exec(run.stdout)[1];
    },
  });
  await transcript.vastai(['unlist', 'network-volume', id], {
    writes: 'create_a_vast_ai_network_volumes_unlist',
    says: /Unlisted/,
  });
}
