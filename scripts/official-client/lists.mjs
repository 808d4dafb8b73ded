// The list of instances in its forms: `id` is the newest of twelve, labelled story-1.
import assert from 'node:assert/strict';
import { json, lines } from './transcript.mjs';

export async function lists(transcript, id) {
  const mine = new RegExp(id);
  await transcript.vastai(['show', 'instances', '--no-color'], { says: [mine, /Total: 12 instances/] });
  await transcript.vastai(['show', 'instances', '-v', '--no-color'], { says: [mine, /ssh\d\.vast\.ai:\d+/] });
  await transcript.vastai(['show', 'instances', '-q'], {
    check: (run) => assert.equal(lines(run).length, 12),
  });
  await transcript.vastai(['show', 'instances', '--raw'], {
    check: (run) => {
      const rows = json(run);
      assert.equal(rows.length, 12);
      assert.equal(rows.find((one) => one.id === Number(id)).extra_env.GANTRY_TAG, 'story');
    },
  });
  await transcript.vastai(['show', 'instances', '--label', 'story-1', '--status', 'running', '-q'], {
    says: new RegExp(`^${id}\\s*$`),
  });
  await transcript.vastai(['show', 'instances', '--label', '', '-q'], {
    check: (run) => assert.equal(lines(run).length, 1),
  });
  await transcript.vastai(
    ['show', 'instances', '--gpu-name', 'H100 SXM', '--verification', 'verified', '-q'],
    {
      check: (run) => assert.equal(lines(run).length, 2),
    },
  );
  const newest = ['show', 'instances', '--order-by', 'start_date desc', '--raw', '--limit', '5'];
  let page;
  await transcript.vastai(newest, {
    check: (run) => {
      page = json(run);
      assert.deepEqual([page.instances.length, page.total_instances], [5, 12]);
      assert.equal(page.instances[0].id, Number(id));
      assert.equal(page.label_counts['story-1'], 1);
    },
  });
  await transcript.vastai([...newest, '--next-token', page.next_token], {
    check: (run) => {
      const next = json(run).instances;
      assert.equal(next.length, 5);
      assert.ok(next[0].start_date <= page.instances.at(-1).start_date, 'the page after');
      assert.ok(!next.some((one) => page.instances.some((other) => other.id === one.id)), 'no row twice');
    },
  });
}
