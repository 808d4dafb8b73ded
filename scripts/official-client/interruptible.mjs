// Bids: renting with one, being outbid, and winning again.
import assert from 'node:assert/strict';
import { cheapest, rent } from './renting.mjs';
import { json } from './transcript.mjs';

export async function interruptible(transcript, emulator) {
  const offer = await cheapest(transcript, ['-i', 'num_gpus=1 gpu_name=RTX_3090']);
  // High enough to outbid the market for the hours that this takes.
  const bid = Number((offer.min_bid * 3).toFixed(4));
  const id = await rent(
    transcript,
    offer,
    ['--image', 'ubuntu:24.04', '--disk', '20', '--bid_price', String(bid)],
    {
      price: bid,
    },
  );
  const show = (check) =>
    transcript.vastai(['show', 'instance', id, '--raw'], { check: (run) => check(json(run)) });
  const change = (price) =>
    transcript.vastai(['change', 'bid', id, ...(price === undefined ? [] : ['--price', String(price)])], {
      writes: 'update_a_vast_ai_instances_bid_price_by_id',
      body: { client_id: 'me', price: price ?? null },
      says: /bid price changed/,
    });

  await emulator.advance(900);
  await show((row) => {
    assert.deepEqual([row.is_bid, row.actual_status, row.dph_base], [true, 'running', bid]);
    assert.ok(row.min_bid > 0 && row.min_bid < bid);
  });
  await change(0.001);
  await show((row) => {
    assert.equal(row.intended_status, 'running', 'outbid, still wanted');
    assert.match(row.actual_status, /^(exited|stopped)$/);
    assert.equal(row.dph_base, 0.001);
    assert.equal(row.instance.gpuCostPerHour, 0);
  });
  // Without a price: the one that wins now.
  await change(undefined);
  await emulator.advance(60);
  await show((row) => assert.ok(row.dph_base > 0.001));
  await change(bid);
  await emulator.advance(120);
  await show((row) => assert.deepEqual([row.actual_status, row.dph_base], ['running', bid], 'it wins again'));
  await transcript.vastai(['change', 'bid', id, '--price', '0.0001'], {
    complains: /Failed with error 400: Please set a bid price >= 0\.001/,
  });
  await transcript.vastai(['change', 'bid', id, '--price', '33'], { complains: /Failed with error 400/ });
  await transcript.vastai(
    ['create', 'instance', String(offer.id), '--image', 'ubuntu:24.04', '--bid_price', '200'],
    {
      complains: /Failed with error 4\d\d/,
    },
  );
  await transcript.vastai(['destroy', 'instance', id, '-y', '--raw'], {
    writes: 'delete_a_vast_ai_instance_by_id',
  });
}
