// More instances than a page holds: every one arrives once.
import assert from 'node:assert/strict';
import { json } from './transcript.mjs';

export async function fleet(transcript) {
  let ids;
  await transcript.vastai(['show', 'instances', '-q'], {
    check: (run) => {
      ids = run.stdout.trim().split('\n');
      assert.ok(ids.length > 100);
      assert.equal(new Set(ids).size, ids.length, 'no instance twice');
    },
  });
  await transcript.vastai(['show', 'instances', '--raw'], {
    check: (run) =>
      assert.deepEqual(
        json(run).map((one) => String(one.id)),
        ids,
      ),
  });
  await transcript.vastai(['show', 'instances', '--no-color'], {
    says: new RegExp(`Total: ${ids.length} instances`),
  });
}
