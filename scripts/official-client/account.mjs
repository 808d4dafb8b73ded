// SSH keys, templates, environment variables and API keys.
import assert from 'node:assert/strict';
import { cheapest, rent } from './renting.mjs';
import { json, lines } from './transcript.mjs';

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFN0b3J5LW9mLXRoZS1vZmZpY2lhbC1jbGllbnQh story@example';
const OTHER = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEFub3RoZXIta2V5LW9mLXRoZS1zYW1lLXN0b3J5 other@example';

export async function account(transcript, emulator, client) {
  await sshKeys(transcript, emulator);
  await templates(transcript, emulator);
  await variables(transcript);
  await apiKeys(transcript, client);
  await transcript.vastai(['show', 'subaccounts', '--raw'], {
    check: (run) => assert.deepEqual(json(run), []),
  });
  await transcript.vastai(['show', 'volumes', '--raw'], {
    check: (run) => assert.ok(json(run)[0].start_date > 0),
  });
  await transcript.vastai(['show', 'volumes'], { says: /corpus-en/ });
}

async function sshKeys(transcript, emulator) {
  const offer = await cheapest(transcript, ['num_gpus=1']);
  const id = await rent(transcript, offer, ['--image', 'ubuntu:24.04']);
  await emulator.advance(600);
  let keyId;
  const list = (check) =>
    transcript.vastai(['show', 'ssh-keys', '--raw'], { check: (run) => check(json(run)) });
  await transcript.vastai(['create', 'ssh-key', KEY], {
    writes: 'create_a_vast_ai_ssh',
    says: /ssh-key created/,
  });
  await list((rows) => {
    keyId = rows.find((one) => one.public_key === KEY)?.id;
    assert.ok(keyId, 'the new key is listed');
  });
  await transcript.vastai(['show', 'ssh-keys'], { says: /story@example/ });
  await transcript.vastai(['attach', 'ssh', id, KEY], {
    writes: 'create_a_vast_ai_instance_ssh',
    body: { ssh_key: KEY },
    says: /'success': True/,
  });
  await transcript.vastai(['detach', 'ssh', id, String(keyId)], {
    writes: 'delete_a_vast_ai_instance_ssh_by_id',
  });
  await transcript.vastai(['update', 'ssh-key', String(keyId), OTHER], {
    writes: 'update_a_vast_ai_ssh_by_id',
  });
  await list((rows) => assert.equal(rows.find((one) => one.id === keyId).public_key, OTHER));
  await transcript.vastai(['delete', 'ssh-key', String(keyId)], { writes: 'delete_a_vast_ai_ssh_by_id' });
  await list((rows) => assert.ok(!rows.some((one) => one.id === keyId)));
  await transcript.vastai(['destroy', 'instance', id, '-y'], { writes: 'delete_a_vast_ai_instance_by_id' });
}

async function templates(transcript, emulator) {
  const search = async (query) => json(await transcript.vastai(['search', 'templates', query]));
  await transcript.vastai(
    [
      ...['create', 'template', '--name', 'story', '--image', 'vllm/vllm-openai', '--image_tag', 'latest'],
      ...['--env', '-e MODEL=small -p 8000:8000', '--onstart-cmd', 'echo template', '--ssh', '--direct'],
      ...['--disk_space', '24', '--search_params', 'gpu_ram>=23 num_gpus=1'],
    ],
    { writes: 'create_a_vast_ai_template', says: /New Template/ },
  );
  const [made] = await search('name=story');
  assert.equal(made?.recommended_disk_space, 24);
  const offer = await cheapest(transcript, ['num_gpus=1']);
  const id = await rent(transcript, offer, [
    '--template_hash',
    made.hash_id,
    '--disk',
    '30',
    '--env',
    '-e MODEL=big',
  ]);
  await emulator.advance(900);
  await transcript.vastai(['show', 'instance', id, '--raw'], {
    check: (run) => {
      const row = json(run);
      assert.equal(row.image_uuid, 'vllm/vllm-openai:latest');
      assert.equal(row.onstart, 'echo template', 'null in the request does not override the template');
      assert.equal(row.extra_env.MODEL, 'big', 'the request wins');
      assert.equal(row.extra_env['-p 8000:8000'], '1');
      assert.deepEqual(
        [row.template_hash_id, row.template_name, row.disk_space],
        [made.hash_id, 'story', 30],
      );
    },
  });
  await transcript.vastai(['destroy', 'instance', id, '-y'], { writes: 'delete_a_vast_ai_instance_by_id' });
  const own = await search('private=true');
  assert.ok(own.length > 0 && own.every((one) => one.private));
  assert.ok((await search('private=None')).every((one) => !one.private));
  await transcript.vastai(['update', 'template', made.hash_id, '--name', 'story two', '--image', 'ubuntu'], {
    writes: 'update_a_vast_ai_template_by_id',
  });
  const [edited] = await search(`id=${made.id}`);
  assert.equal(edited?.name, 'story two');
  assert.notEqual(edited.hash_id, made.hash_id, 'another hash after an edit');
  await transcript.vastai(['delete', 'template', '--template-id', String(made.id)], {
    writes: 'delete_a_vast_ai_template_by_id',
  });
}

async function variables(transcript) {
  await transcript.vastai(['create', 'env-var', 'story_token', 'a secret'], {
    writes: 'create_a_vast_ai_secret',
  });
  await transcript.vastai(['update', 'env-var', 'STORY_TOKEN', 'another'], {
    writes: 'update_a_vast_ai_secret_by_id',
  });
  await transcript.vastai(['show', 'env-vars'], { says: /STORY_TOKEN/ });
  await transcript.vastai(['show', 'env-vars', '--show-values'], { says: /another/ });
  await transcript.vastai(['delete', 'env-var', 'STORY_TOKEN'], { writes: 'delete_a_vast_ai_secret_by_id' });
}

/** The secret is told once, and opens what it was made for and nothing else. */
async function apiKeys(transcript, client) {
  client.file('reader.json', JSON.stringify({ api: { instance_read: {} } }));
  const made = await transcript.vastai(
    ['create', 'api-key', '--name', 'reader', '--permission_file', 'reader.json'],
    { writes: 'create_a_vast_ai_auth_apikey', says: /'key': '\w+'/ },
  );
  const [, key] = /'key': '(\w+)'/.exec(made.stdout);
  const [, id] = /'id': (\d+)/.exec(made.stdout);
  await transcript.vastai(['show', 'api-keys'], {
    says: /'name': 'reader'/,
    check: (run) => assert.ok(!run.stdout.includes(key), 'no secret in the list'),
  });
  await transcript.vastai(['show', 'api-key', id], { says: /instance_read/ });
  const [instance] = lines(await transcript.vastai(['show', 'instances', '-q'], { key }));
  await transcript.vastai(['stop', 'instance', instance], { key, complains: /Failed with error 403/ });
  await transcript.vastai(['show', 'user'], { key, complains: /Failed with error 403/ });
  await transcript.vastai(['delete', 'api-key', id], { writes: 'delete_a_vast_ai_auth_apikey_by_id' });
  await transcript.vastai(['show', 'instances', '-q'], { key, complains: /Failed with error 401/ });
}
