// Endpoints, worker groups, what the router says of them, and deployments.
import assert from 'node:assert/strict';
import { json } from './transcript.mjs';

const idIn = (run) => Number(/'(?:result|id)': (\d+)/.exec(run.stdout)?.[1]);

/** Time goes on until the command shows what is waited for; judged by the last look. */
async function until(transcript, emulator, args, holds) {
  for (let passed = 0; passed < 1200; passed += 60) {
    await emulator.advance(60);
    let shown = false;
    await transcript.vastai(args, {
      check: (run) => {
        shown = holds(run);
      },
    });
    if (shown) return;
  }
  transcript.fail(args.join(' '), new Error('it never came to that'));
}

export async function serverless(transcript, emulator) {
  const endpoint = await makeEndpoint(transcript);
  const group = await makeGroup(transcript, endpoint);
  await watchWorkers(transcript, emulator, endpoint, group);
  await transcript.vastai(['update', 'endpoint', endpoint, '--endpoint_state', 'stopped', '--raw'], {
    writes: 'update_a_vast_ai_endptjob_by_id',
    body: { endpoint_state: 'stopped', min_load: null },
  });
  await until(transcript, emulator, ['get', 'endpt-workers', endpoint, '--raw'], (run) =>
    json(run).every((worker) => worker.status === 'STOPPED'),
  );
  await end(transcript, endpoint, group);
  await deployments(transcript, emulator);
}

async function makeEndpoint(transcript) {
  const made = await transcript.vastai(
    [
      'create',
      'endpoint',
      '--endpoint_name',
      'chat',
      '--min_load',
      '1',
      '--cold_workers',
      '2',
      '--max_workers',
      '3',
    ],
    {
      writes: 'create_a_vast_ai_endptjob',
      body: { endpoint_name: 'chat', min_load: 1, cold_workers: 2, max_workers: 3, max_queue_time: null },
      says: /create endpoint \{'success': True/,
    },
  );
  const endpoint = String(idIn(made));
  await transcript.vastai(['show', 'endpoints', '--raw'], {
    check: (run) => {
      const row = json(run).find((one) => String(one.id) === endpoint);
      assert.deepEqual([row.endpoint_name, row.endpoint_state, row.max_workers], ['chat', 'active', 3]);
      assert.equal(row.api_key, undefined, 'the client keeps it to itself');
    },
  });
  return endpoint;
}

async function makeGroup(transcript, endpoint) {
  const made = await transcript.vastai(
    [
      ...['create', 'workergroup', '--endpoint_id', endpoint, '--test_workers', '1'],
      ...['--search_params', 'gpu_name=RTX_4090 num_gpus=1 gpu_ram>=20', '--launch_args', '--disk 40'],
    ],
    {
      writes: 'create_a_vast_ai_autojob',
      body: {
        search_params: 'gpu_name=RTX_4090 num_gpus=1 gpu_ram>=20 verified=True rentable=True rented=False',
      },
      says: /workergroup create \{'success': True/,
    },
  );
  const group = String(idIn(made));
  await transcript.vastai(['show', 'workergroups', '--raw'], {
    check: (run) => {
      const row = json(run).find((one) => String(one.id) === group);
      assert.equal(String(row.endpoint_id), endpoint);
      assert.deepEqual(row.search_query.gpu_ram, { gte: 20_000 });
    },
  });
  await transcript.vastai(
    ['update', 'workergroup', group, '--search_params', 'gpu_name=RTX_4090 num_gpus=1', '--raw'],
    {
      writes: 'update_a_vast_ai_autojob_by_id',
    },
  );
  return group;
}

async function watchWorkers(transcript, emulator, endpoint, group) {
  const workers = ['get', 'endpt-workers', endpoint];
  await until(transcript, emulator, [...workers, '--raw'], (run) =>
    json(run).some((worker) => worker.status === 'IDLE'),
  );
  let worker;
  await transcript.vastai([...workers, '--raw'], {
    check: (run) => {
      worker = json(run).find((one) => one.status === 'IDLE');
      assert.ok(worker.measured_perf > 0 && json(run).length <= 3);
    },
  });
  await transcript.vastai(workers, { says: /status=IDLE gpu_name=RTX 4090 measured_perf=\d/ });
  await transcript.vastai(['show', 'instance', String(worker?.id), '--raw'], {
    check: (run) => assert.deepEqual([json(run).actual_status, json(run).disk_space], ['running', 40]),
  });
  await transcript.vastai(['get', 'endpt-logs', endpoint, '--level', '0'], { says: /endpoint chat created/ });
  await transcript.vastai(['get', 'wrkgrp-logs', group, '--tail', '50'], { says: /-> IDLE/ });
  await transcript.vastai(['get', 'endpt-logs', '1'], { says: /endpoint 1 not found/ });
  await transcript.vastai(['update', 'workers', group], {
    writes: 'vast_ai_update_workers',
    says: /Update started for workergroup \d+ \(\d workers\)/,
  });
  await transcript.vastai(['update', 'workers', group, '--cancel'], {
    writes: 'vast_ai_update_workers',
    says: /Update cancelled/,
  });
}

async function end(transcript, endpoint, group) {
  await transcript.vastai(['delete', 'workergroup', group], {
    writes: 'delete_a_vast_ai_autojob_by_id',
    says: /'deleted_workers': \[\d/,
  });
  await transcript.vastai(['delete', 'endpoint', endpoint], {
    writes: 'delete_a_vast_ai_endptjob_by_id',
    says: /Deleted endpoint job and 0 workers/,
  });
  await transcript.vastai(['delete', 'endpoint', endpoint], {
    complains: /Failed with error 400: Routegroup not found for user/,
  });
}

async function deployments(transcript, emulator) {
  const shown = await transcript.vastai(['show', 'deployments', '--raw']);
  const id = String(json(shown)[0].id);
  await transcript.vastai(['show', 'deployments'], { says: /square/ });
  await transcript.vastai(['show', 'deployment', id, '--raw'], {
    check: (run) => assert.deepEqual([json(run).endpoint_state, json(run).worker_count], ['stopped', 0]),
  });
  await transcript.vastai(['show', 'deployment-versions', id, '--raw'], {
    check: (run) => assert.equal(json(run).length, 1),
  });
  await transcript.vastai(['start', 'deployment', id], {
    writes: 'create_a_vast_ai_deployment_start',
    says: /Deployment \d+ started/,
  });
  await until(transcript, emulator, ['show', 'deployment', id, '--raw'], (run) => json(run).worker_count > 0);
  await transcript.vastai(['stop', 'deployment', id], {
    writes: 'create_a_vast_ai_deployment_stop',
    says: /Deployment \d+ stopped/,
  });
  await transcript.vastai(['delete', 'deployment', '--name', 'square', '--tag', 'default'], {
    writes: 'delete_a_vast_ai_deployment_by_name',
    says: /Deleted 1 deployment/,
  });
  await transcript.vastai(['delete', 'deployment', id], {
    complains: /Failed with error 404: Deployment not found/,
  });
}
