// Finding an offer and taking it, which most chapters begin with.
import assert from 'node:assert/strict';
import { json } from './transcript.mjs';

export async function cheapest(transcript, query) {
  const run = await transcript.vastai(['search', 'offers', ...query, '-o', 'dph', '--raw']);
  const [first] = json(run);
  assert.ok(first, 'an offer to rent');
  return first;
}

/** Rents and returns the new contract's id as text. */
export async function rent(transcript, offer, options, body = {}) {
  let id;
  await transcript.vastai(['create', 'instance', String(offer.id), ...options], {
    writes: 'update_a_vast_ai_ask_by_id',
    body: { client_id: 'me', ...body },
    says: /^Started\. \{.*'new_contract': \d+/m,
    check: (run, [entry]) => {
      id = /'new_contract': (\d+)/.exec(run.stdout)[1];
      assert.equal(entry.contract, Number(id), 'the contract in the journal');
      assert.match(run.stdout, /'success': True/);
    },
  });
  if (!id) throw new Error('nothing was rented');
  return id;
}
