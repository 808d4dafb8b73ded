// From an offer to a running instance and to nothing again.
import assert from 'node:assert/strict';
import { lists } from './lists.mjs';
import { cheapest, rent } from './renting.mjs';
import { json, lines } from './transcript.mjs';

const LOGS_TAIL = 5;

export async function instances(transcript, emulator) {
  const offer = await cheapest(transcript, ['gpu_name=RTX_4090 num_gpus=1']);
  const id = await rent(transcript, offer, [
    ...['--image', 'vastai/base-image:cuda-12.8.1-auto', '--disk', '32', '--label', 'story-1'],
    ...['--env', '-e GANTRY_TAG=story -p 8081:8081/udp -h box', '--ssh', '--direct'],
    ...['--onstart-cmd', "echo 'up'"],
  ]);

  await emulator.advance(900);
  const show = (check) =>
    transcript.vastai(['show', 'instance', id, '--raw'], { check: (run) => check(json(run)) });
  await show((row) => {
    assert.equal(row.id, Number(id));
    assert.equal(row.actual_status, 'running');
    assert.match(row.status_msg, /^success, running/);
    assert.equal(row.label, 'story-1');
    assert.equal(row.disk_space, 32);
    assert.equal(row.image_runtype, 'ssh_direc ssh_proxy');
    assert.equal(row.onstart, "echo 'up'");
    assert.deepEqual(row.extra_env, { GANTRY_TAG: 'story', '-p 8081:8081/udp': '1', '-h': 'box' });
    assert.match(row.ports['22/tcp'][0].HostPort, /^\d+$/);
    assert.ok(row.ports['8081/udp']);
    assert.equal(row.is_bid, false);
    assert.equal(row.machine_id, offer.machine_id);
    assert.equal(row.dph_base, offer.dph_base);
  });
  await transcript.vastai(['show', 'instance', id], {
    says: [new RegExp(id), /running/, /RTX_4090/, /story-1/],
  });
  await lists(transcript, id);

  await transcript.vastai(['label', 'instance', id, 'story-2'], {
    writes: 'update_a_vast_ai_instance_by_id',
    body: { label: 'story-2' },
    says: new RegExp(`label for ${id} set to story-2`),
  });
  await show((row) => assert.equal(row.label, 'story-2'));
  await transcript.vastai(['ssh-url', id], { says: /^ssh:\/\/root@\d+\.\d+\.\d+\.\d+:\d+$/m });
  await transcript.vastai(['scp-url', id], { says: /^scp:\/\/root@\d+\.\d+\.\d+\.\d+:\d+$/m });

  await transcript.vastai(['logs', id], { check: (run) => assert.ok(lines(run).length > LOGS_TAIL) });
  await transcript.vastai(['logs', id, '--tail', String(LOGS_TAIL)], {
    check: (run) => assert.ok(lines(run).length <= LOGS_TAIL + 1),
  });
  await transcript.vastai(['logs', id, '--filter', 'no line holds this'], {
    check: (run) => assert.doesNotMatch(run.stdout, /\d{2}:\d{2}/),
  });
  await transcript.vastai(['logs', id, '--daemon-logs'], {
    check: (run) => assert.ok(lines(run).length > 1),
  });

  await stopAndStart(transcript, emulator, id, show);
  await bulk(transcript, id);
  await destroyed(transcript, id);
}

async function stopAndStart(transcript, emulator, id, show) {
  const manage = 'update_a_vast_ai_instance_by_id';
  await transcript.vastai(['stop', 'instance', id], {
    writes: manage,
    body: { state: 'stopped' },
    says: new RegExp(`stopping instance ${id}`),
  });
  await show((row) => {
    assert.deepEqual([row.intended_status, row.actual_status], ['stopped', 'exited']);
    assert.equal(row.instance.gpuCostPerHour, 0, 'only its disk costs');
  });
  await transcript.vastai(['logs', id, '--tail', '3']);
  await transcript.vastai(['start', 'instance', id], {
    writes: manage,
    body: { state: 'running' },
    says: new RegExp(`starting instance ${id}`),
  });
  await emulator.advance(120);
  await show((row) => assert.equal(row.actual_status, 'running'));
  await transcript.vastai(['reboot', 'instance', id], {
    writes: 'update_a_vast_ai_instances_reboot_by_id',
    says: new RegExp(`Rebooting instance ${id}`),
  });
  await show((row) => assert.notEqual(row.actual_status, 'running'));
  await emulator.advance(120);
  await show((row) => assert.equal(row.actual_status, 'running'));
  await transcript.vastai(['recycle', 'instance', id], {
    writes: 'update_a_vast_ai_instances_recycle_by_id',
    says: new RegExp(`Recycling instance ${id}`),
  });
  await emulator.advance(900);
  await show((row) => assert.equal(row.actual_status, 'running'));
}

async function bulk(transcript, id) {
  await transcript.vastai(['stop', 'instances', id], {
    writes: 'update_vast_ai_instances',
    body: { ids: [Number(id)], state: 'stopped' },
  });
  await transcript.vastai(['start', 'instances', id], {
    writes: 'update_vast_ai_instances',
    body: { ids: [Number(id)], state: 'running' },
  });
}

async function destroyed(transcript, id) {
  await transcript.vastai(['destroy', 'instance', id], { says: /Aborted/ });
  await transcript.vastai(['destroy', 'instance', id, '-y'], {
    writes: 'delete_a_vast_ai_instance_by_id',
    says: new RegExp(`destroying instance ${id}`),
    check: (_, [entry]) => assert.equal(entry.contract, Number(id)),
  });
  await transcript.vastai(['show', 'instance', id], { exit: 1, complains: /not found or no longer exists/ });
  await transcript.vastai(['show', 'instance', id, '--raw'], {
    check: (run) => assert.deepEqual(json(run), { instances: null }),
  });
  await transcript.vastai(['show', 'instances', '-q'], {
    check: (run) => assert.ok(!run.stdout.includes(id)),
  });
  await transcript.vastai(['destroy', 'instance', id, '-y'], { complains: /Failed with error 404/ });
  // Sent six times although it succeeds: the client takes a printed success for a failure.
  await transcript.vastai(['destroy', 'instances', id, '-y'], {
    writes: Array(6).fill('delete_vast_ai_instances'),
  });
}
