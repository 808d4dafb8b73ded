// Bytes between instances, volumes and clouds; commands on a disk; credit paid in advance.
import assert from 'node:assert/strict';
import { json } from './transcript.mjs';

const COPY = 'update_a_vast_ai_commands_copy_direct_by_id';
const RCLONE = 'create_a_vast_ai_commands_rclone';

/** The command line breaks on what its own package returns; the package doesn't. */
const EXECUTE = (id) => `
from vastai.sdk import VastAI
vast = VastAI(api_key=key, server_url=url)
print(json.dumps({
  'ls': vast.execute(${id}, 'ls -lh /workspace'),
  'du': vast.execute(${id}, 'du -d2 -h'),
  'rm': vast.execute(${id}, 'rm -r /workspace/checkpoints/part-0001.bin'),
  'after': vast.execute(${id}, 'ls /workspace/checkpoints'),
}))
`;

export async function transfers(transcript, emulator) {
  const labelled = async (label) =>
    (await transcript.vastai(['show', 'instances', '-q', '--label', label])).stdout.trim();
  const [source, target] = [await labelled('llama-ft-12'), await labelled('vision-ft-04')];
  const says = (id, pattern) =>
    transcript.vastai(['show', 'instance', id, '--raw'], {
      check: (run) => assert.match(json(run).status_msg, pattern),
    });
  await copies(transcript, emulator, { source, target, says });
  await clouds(transcript, emulator, { source, says });
  await transcript.program('VastAI: execute ls, du, rm', EXECUTE(source), {
    writes: 'update_a_vast_ai_instances_command_by_id',
    check: (run) => {
      const said = json(run);
      assert.match(said.ls, /G checkpoints$/m);
      assert.match(said.du, /G\t\/workspace\/checkpoints$/m);
      assert.doesNotMatch(said.after, /part-0001/);
      assert.match(said.after, /part-0002/);
    },
  });
  await prepaid(transcript, emulator, await labelled('eval-77'));
  await benchmarks(transcript);
}

async function copies(transcript, emulator, { source, target, says }) {
  const away = ['copy', `C.${source}:/workspace/checkpoints/`, `${target}:/workspace/in/`];
  await transcript.vastai(away, { writes: COPY, says: /Remote to Remote copy initiated/ });
  await emulator.advance(45);
  await says(target, /^Remote Copy: .*\d+% .*MB\/s$/);
  await transcript.vastai(['cancel', 'copy', target], {
    writes: 'delete_a_vast_ai_commands_copy_direct_by_id',
    says: /Remote copy canceled/,
  });
  await emulator.advance(45);
  await says(target, /^Remote copy canceled/);
  const [volume] = json(await transcript.vastai(['show', 'volumes', '--raw']));
  await transcript.vastai(['copy', `V.${volume.id}:/data`, `C.${target}:/workspace`], {
    writes: COPY,
    says: /initiated/,
  });
  await transcript.vastai(['copy', `C.${source}:/workspace/`, 'C.1:/workspace/'], {
    complains: /Failed with error 404: No such user/,
  });
}

async function clouds(transcript, emulator, { source, says }) {
  await transcript.vastai(['show', 'connections'], { says: /1001\s+northwind_archive\s+s3/ });
  const sync = ['cloud', 'copy', '--src', '/workspace', '--dst', '/backup', '--instance', source];
  await transcript.vastai([...sync, '--connection', '1001', '--transfer', 'Instance to Cloud'], {
    writes: RCLONE,
    says: /Cloud Copy Started/,
  });
  await emulator.advance(45);
  await says(source, /^Cloud Copy/);
  await transcript.vastai(['cancel', 'sync', source], {
    writes: 'delete_a_vast_ai_commands_rclone_by_id',
    says: /Remote copy canceled/,
  });
  const dry = ['--dry-run', '--transfer', 'Cloud To Instance'];
  await transcript.vastai([...sync, '--connection', '1001', ...dry], { writes: RCLONE });
  await emulator.advance(45);
  await says(source, /^Cloud Copy Operation Finished$/);
  await transcript.vastai([...sync, '--connection', '9'], { complains: /Failed with error 400/ });
}

async function prepaid(transcript, emulator, id) {
  await transcript.vastai(['prepay', 'instance', id, '150'], {
    writes: 'update_a_vast_ai_instances_prepay_by_id',
    says: new RegExp(
      `^prepaid for [\\d.]+ months of instance ${id} applying \\$150\\.0 credits for a discount of [\\d.]+%`,
      'm',
    ),
  });
  await emulator.advance(3600);
  await transcript.vastai(['show', 'deposit', id], {
    says: [/refundable_deposit/, /total_discount/, /discount_months/],
  });
  await transcript.vastai(['prepay', 'instance', id, '900000'], {
    complains: /Failed with error 411: Insufficient credit/,
  });
  await transcript.vastai(['prepay', 'instance', '1', '5'], {
    complains: /Failed with error 400: No such instance/,
  });
}

async function benchmarks(transcript) {
  await transcript.vastai(['search', 'benchmarks', 'value > 100.0 gpu_name=RTX_4090', '--raw'], {
    check: (run) => {
      const rows = json(run);
      assert.ok(rows.length > 0 && rows.every((one) => one.value > 100 && one.gpu_name === 'RTX 4090'));
    },
  });
  await transcript.vastai(['search', 'benchmarks', 'num_gpus>=2 gpu_name=B200'], {
    says: [/Templ_ID/, /\d{4}-\d\d-\d\d_\d\d:\d\d/],
  });
}
