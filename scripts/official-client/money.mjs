// What was used, what was paid and what is left.
import assert from 'node:assert/strict';
import { cheapest, rent } from './renting.mjs';
import { json } from './transcript.mjs';

const DAY = 86_400;
const iso = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 10);

export async function money(transcript, emulator) {
  const offer = await cheapest(transcript, ['num_gpus=1']);
  const id = await rent(transcript, offer, ['--image', 'ubuntu:24.04', '--label', 'paid']);
  const now = await emulator.advance(2 * 3600);
  await charges(transcript, now, id);
  await invoices(transcript, now);
  await deprecated(transcript, now, id);

  let before;
  await transcript.vastai(['show', 'user', '--raw'], {
    check: (run) => {
      before = json(run);
      assert.equal(typeof before.credit, 'number');
      assert.equal(before.api_key, undefined, 'the client takes the key out');
    },
  });
  await transcript.vastai(['show', 'user'], { says: [/Credit/, new RegExp(before.email)] });
  await emulator.advance(3600);
  await transcript.vastai(['show', 'user', '--raw'], {
    check: (run) => assert.ok(json(run).credit < before.credit, 'an hour costs something'),
  });
  await transcript.vastai(['destroy', 'instance', id, '-y'], { writes: 'delete_a_vast_ai_instance_by_id' });
}

async function charges(transcript, now, id) {
  const today = Math.floor(now / DAY) * DAY;
  const span = ['-s', iso(today - 2 * DAY), '-e', iso(today)];
  const own = new RegExp(`${id}`);
  const list = (args, check) =>
    transcript.vastai(['show', 'invoices-v1', '-c', ...args, '--raw'], { check: (run) => check(json(run)) });

  await transcript.vastai(['show', 'invoices-v1', '-c', ...span, '-l', '100', '--no-color'], {
    says: [own, /Instance/, /\$\d+\.\d{3}/, /Showing (\d+) of \1 results/],
  });
  await transcript.vastai(
    ['show', 'invoices-v1', '-c', ...span, '-l', '100', '-f', 'tree', '-v', '--no-color'],
    {
      says: [/Charges Breakdown/, /hours at \$\d/, /GB-hours at \$/],
    },
  );
  await transcript.vastai(['show', 'invoices-v1', '-c', '--no-color'], { says: /Fetching Instance Charges/ });
  await list([...span, '-l', '100'], (page) => {
    const mine = page.results.find((one) => one.source === `instance-${id}`);
    assert.equal(mine.metadata.label, 'paid');
    for (const row of page.results) {
      const items = row.items.reduce((sum, one) => sum + one.amount, 0);
      assert.ok(Math.abs(items - row.amount) <= 0.0005 * (row.items.length + 1), 'items add up to the row');
    }
  });
  await list([...span, '-ct', 'v'], (page) => {
    assert.ok(page.results.length > 0 && page.results.every((one) => one.type === 'volume'));
  });
  let first;
  await list([...span, '-l', '4', '--latest-first'], (page) => {
    first = page;
    assert.equal(page.results.length, 4);
    assert.ok(page.total > 4);
  });
  await list([...span, '-l', '4', '--latest-first', '-t', first.next_token], (page) => {
    const seen = new Set(first.results.map((one) => one.source));
    assert.ok(
      page.results.length > 0 && page.results.every((one) => !seen.has(one.source)),
      'no charge twice',
    );
  });
  await transcript.vastai(['show', 'invoices-v1', '-c', ...span, '-l', '4', '--no-color'], {
    says: [/Showing 4 of \d+ results/, /Next page token/],
  });
}

async function invoices(transcript, now) {
  const span = ['-s', iso(now - 90 * DAY), '-e', iso(now + DAY)];
  await transcript.vastai(['show', 'invoices-v1', '-i', ...span, '-l', '100', '--no-color'], {
    says: [/Stripe/i, /\$\d+\.\d\d/, /Showing (\d+) of \1 results/],
  });
  await transcript.vastai(['show', 'invoices-v1', '-i', '-it', 'stripe', ...span, '-l', '100', '--raw'], {
    check: (run) => {
      const { results } = json(run);
      assert.ok(results.length > 0);
      for (const one of results)
        assert.ok(one.amount < 0 && one.metadata.invoice_id && one.type === 'credit');
    },
  });
  await transcript.vastai(['show', 'invoices-v1', '-i', '-it', 'bitpay', ...span, '--no-color'], {
    says: /No results found/,
  });
  await transcript.vastai(['show', 'invoices-v1', '-i', '--no-color'], { says: /Fetching Invoices/ });
}

/** The older command, which puts charges and payments into one list. */
async function deprecated(transcript, now, id) {
  const span = ['-s', iso(now - 40 * DAY), '-e', iso(now + DAY)];
  await transcript.vastai(['show', 'invoices', ...span], {
    says: [/charge/, /payment/, /Total: \$/, /Current:/],
  });
  await transcript.vastai(['show', 'invoices', ...span, '-c', '--raw'], {
    check: (run) => {
      const rows = json(run);
      assert.ok(rows.some((one) => one.instance_id === Number(id)));
      assert.ok(rows.every((one) => one.type === 'charge'));
    },
  });
  await transcript.vastai(['show', 'invoices', ...span, '-p', '--raw'], {
    check: (run) => assert.ok(json(run).every((one) => one.type === 'payment')),
  });
  await transcript.vastai(['show', 'invoices', ...span, '--instance_label', 'paid', '--raw'], {
    check: (run) => assert.deepEqual(new Set(json(run).map((one) => one.instance_id)), new Set([Number(id)])),
  });
}
