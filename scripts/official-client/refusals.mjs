// What the server refuses, in its own words, and what it takes without being able to do it yet.
import assert from 'node:assert/strict';
import { cheapest, rent } from './renting.mjs';
import { json } from './transcript.mjs';

const manage = 'update_a_vast_ai_instance_by_id';

export async function refusals(transcript, emulator) {
  const offer = await cheapest(transcript, ['gpu_name=RTX_4090 num_gpus=1']);
  const image = ['--image', 'ubuntu:24.04'];
  const first = await rent(transcript, offer, image);
  const show = (id, check) =>
    transcript.vastai(['show', 'instance', id, '--raw'], { check: (run) => check(json(run)) });
  await emulator.advance(900);

  await transcript.vastai(['create', 'instance', String(offer.id), ...image, '--cancel-unavail'], {
    complains: /Failed with error 410: error 410\/\d+: no_such_ask .*no longer available/,
  });
  // Without that flag a taken offer becomes an instance that waits for its GPU.
  const second = await rent(transcript, offer, image, { cancel_unavail: false });
  await show(second, (row) => {
    assert.deepEqual([row.intended_status, row.cur_state, row.next_state], ['running', 'stopped', 'running']);
    assert.notEqual(row.actual_status, 'running');
  });
  await transcript.vastai(['stop', 'instance', first], { writes: manage });
  await emulator.advance(900);
  await show(second, (row) => assert.equal(row.actual_status, 'running', 'it got the GPU that became free'));
  await transcript.vastai(['start', 'instance', first], {
    writes: manage,
    says: /Required resources are currently unavailable, state change queued/,
  });
  await show(first, (row) => assert.notEqual(row.actual_status, 'running'));
  for (const id of [first, second])
    await transcript.vastai(['destroy', 'instance', id, '-y'], { writes: 'delete_a_vast_ai_instance_by_id' });

  const small = ['create', 'instance', String(offer.id), ...image, '--disk', '4'];
  await transcript.vastai(small, { complains: /Failed with error 400: error 400\/\d+: / });
  await transcript.vastai(['create', 'instance', String(offer.id)], { complains: /Failed with error 400/ });
  await transcript.vastai(['create', 'instance', '1', ...image], {
    complains: /Failed with error 404: error 404\/\d+: no_such_ask .*is not available/,
  });
  await transcript.vastai(['label', 'instance', first, 'gone'], { complains: /Failed with error 404/ });
  await transcript.vastai(['logs', first], { complains: /Failed with error 404/ });
  await transcript.vastai(['ssh-url', first], { exit: 1, says: /no instance found with id/ });
  const onDemand = (await transcript.vastai(['show', 'instances', '-q', '--label', 'eval-77'])).stdout.trim();
  await transcript.vastai(['change', 'bid', onDemand, '--price', '0.2'], {
    complains: /Failed with error 400/,
  });
  await transcript.vastai(['show', 'instances', '--order-by', 'dph_total'], {
    complains: /Failed with error 400: .*dph_total is not a valid search key/,
  });
  await transcript.vastai(['show', 'instances', '--limit', '3', '--next-token', 'nonsense'], {
    complains: /Failed with error 400/,
  });
  await transcript.vastai(['show', 'instances'], {
    key: 'wrong',
    complains: /Failed with error 401: Invalid user key/,
  });
}
