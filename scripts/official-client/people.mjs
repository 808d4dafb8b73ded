// A team and its roles, subaccounts, credit that goes to them, and what an account knows of its own use.
import assert from 'node:assert/strict';
import { json } from './transcript.mjs';

export async function people(transcript, emulator, client) {
  await team(transcript, client);
  await roles(transcript, client);
  await members(transcript, emulator);
  await subaccounts(transcript);
  await traces(transcript, client);
  await narrowKey(transcript, client);
  await ends(transcript);
}

const names = (rows, column = 'name') => rows.map((one) => one[column]);

const credit = async (transcript) => json(await transcript.vastai(['show', 'user', '--raw'])).credit;

async function team(transcript) {
  await transcript.vastai(['show', 'members', '--raw'], {
    check: (run) => assert.deepEqual(names(json(run), 'username'), ['ops', 'ida', 'omar']),
  });
  const before = await credit(transcript);
  await transcript.vastai(['create', 'team', '--team-name', 'Story', '--transfer-credit', '12.5'], {
    writes: 'create_a_vast_ai_team',
    body: { team_name: 'Story', transfer_credit: 12.5 },
    says: /Team Successfully Created/,
  });
  assert.ok(Math.abs((await credit(transcript)) - (before - 12.5)) < 0.1, 'the credit went to the team');
  await transcript.vastai(['create', 'team', '--team-name', 'Story'], { complains: /Failed with error 400/ });
  await transcript.vastai(['show', 'members', '--raw'], {
    check: (run) => assert.deepEqual(json(run)[0].roles, ['owner']),
  });
}

async function roles(transcript, client) {
  client.file('scout.json', JSON.stringify({ api: { misc: {}, team_read: { 'api.team.members': {} } } }));
  client.file('lead.json', JSON.stringify({ api: { misc: {}, team_read: {}, team_write: {} } }));
  const list = (check) =>
    transcript.vastai(['show', 'team-roles', '--raw'], { check: (run) => check(json(run)) });
  await transcript.vastai(['create', 'team-role', '--name', 'scout', '--permissions', 'scout.json'], {
    writes: 'create_a_vast_ai_team_role',
    says: /success/,
  });
  let id;
  await list((rows) => {
    assert.deepEqual(names(rows), ['manager', 'member', 'scout']);
    id = String(rows.find((one) => one.name === 'scout').id);
  });
  await transcript.vastai(['show', 'team-role', 'scout'], { says: /api\.team\.members/ });
  await transcript.vastai(['update', 'team-role', id, '--name', 'lead', '--permissions', 'lead.json'], {
    writes: 'update_a_vast_ai_team_role_by_id',
    says: /Successfully Updated Team Role For lead/,
  });
  await transcript.vastai(['show', 'team-role', 'lead'], { says: /team_write/ });
  await transcript.vastai(['show', 'team-role', 'scout'], { complains: /Failed with error 404/ });
  await transcript.vastai(['remove', 'team-role', 'lead'], {
    writes: 'delete_a_vast_ai_team_role_by_id',
    says: /Role removed from team/,
  });
  await transcript.vastai(['remove', 'team-role', 'owner'], { complains: /Failed with error 403/ });
  await list((rows) => assert.deepEqual(names(rows), ['manager', 'member']));
}

async function members(transcript, emulator) {
  await transcript.vastai(['invite', 'member', '--email', 'eva@example.com', '--role', 'member'], {
    writes: 'create_a_vast_ai_team_invite',
    says: /successfully invited eva@example\.com/,
  });
  const { apiKey: key, user_id } = await emulator.control('invitations', { email: 'eva@example.com' });
  await transcript.vastai(['show', 'instances', '-q'], { key });
  await transcript.vastai(['search', 'offers', '--limit', '1'], { key });
  await transcript.vastai(['show', 'members'], { key, complains: /Failed with error 403/ });
  await transcript.vastai(['show', 'members'], { says: /eva@example\.com/ });
  await transcript.vastai(['remove', 'member', String(user_id)], {
    writes: 'delete_a_vast_ai_team_member_by_id',
    says: /User removed from the team/,
  });
  await transcript.vastai(['show', 'instances', '-q'], { key, complains: /Failed with error 401/ });
}

async function subaccounts(transcript) {
  const make = ['create', 'subaccount', '--email', 'lab@example.com', '--username', 'lab'];
  await transcript.vastai([...make, '--password', 'correct horse', '--type', 'host'], {
    writes: 'create_a_vast_ai_user',
    body: { host_only: true, parent_id: 'me' },
    says: /'username': 'lab'/,
  });
  await transcript.vastai([...make, '--password', 'correct horse'], {
    complains: /|/,
    says: /409|user already/,
  });
  await transcript.vastai(['show', 'subaccounts', '--raw'], {
    check: (run) => assert.deepEqual(names(json(run), 'username'), ['lab']),
  });
  await transcript.vastai(['show', 'subaccounts'], { says: /lab/ });
  await transcript.vastai(['transfer', 'credit', 'lab@example.com', '3.5', '--skip'], {
    writes: 'update_a_vast_ai_commands_transfer_credit_by_id',
    body: { recipient: 'lab@example.com', amount: 3.5 },
    says: /Sent 3\.5 to lab@example\.com/,
  });
  await transcript.vastai(['transfer', 'credit', 'lab@example.com', '1000000', '--skip'], {
    says: /400|Insufficient balance/,
    complains: /|/,
  });
}

async function traces(transcript, client) {
  await transcript.vastai(['show', 'ipaddrs'], { says: /\d+\.\d+\.\d+\.\d+/ });
  await transcript.vastai(['show', 'audit-logs'], { says: /transfer_credit/ });
  await transcript.vastai(['show', 'audit-logs', '--raw'], {
    check: (run) => {
      const rows = json(run);
      assert.match(rows[0].api_route, /transfer_credit/);
      assert.ok(!run.stdout.includes('correct horse'), 'no password in the log');
    },
  });
  await transcript.vastai(['tfa', 'status'], { says: /No active 2FA methods/ });
  client.file('user.json', JSON.stringify({ fullname: 'Northwind AI AB', billaddress_city: 'Uppsala' }));
  await transcript.vastai(['set', 'user', '--file', 'user.json'], { writes: 'update_a_vast_ai_user_by_id' });
  await transcript.vastai(['show', 'user', '--raw'], {
    check: (run) => assert.equal(json(run).fullname, 'Northwind AI AB'),
  });
}

/** One instance and nothing else, by the example of the documentation. */
async function narrowKey(transcript, client) {
  const [first, second] = json(await transcript.vastai(['show', 'instances', '--raw'])).map((one) => one.id);
  const only = { constraints: { id: { eq: first } } };
  const api = {
    instance_read: { 'api.instance.show': only },
    instance_write: { 'api.instance.reboot': only },
  };
  client.file('narrow.json', JSON.stringify({ api }));
  const made = await transcript.vastai(
    ['create', 'api-key', '--name', 'narrow', '--permission_file', 'narrow.json'],
    { writes: 'create_a_vast_ai_auth_apikey' },
  );
  const [, key] = /'key': '(\w+)'/.exec(made.stdout);
  await transcript.vastai(['show', 'instance', String(first), '--raw'], {
    key,
    check: (run) => assert.equal(json(run).id, first),
  });
  await transcript.vastai(['reboot', 'instance', String(first)], {
    key,
    writes: 'update_a_vast_ai_instances_reboot_by_id',
  });
  await transcript.vastai(['show', 'instance', String(second)], { key, complains: /Failed with error 403/ });
  await transcript.vastai(['stop', 'instance', String(first)], { key, complains: /Failed with error 403/ });
  // The key that asks gets another secret, and the old one is worth nothing.
  await transcript.vastai(['reset', 'api-key'], { key, complains: /Failed with error 403/ });
}

async function ends(transcript) {
  const before = await credit(transcript);
  await transcript.vastai(['destroy', 'team'], {
    writes: 'delete_a_vast_ai_team_by_id',
    says: /Team Successfully Deleted/,
  });
  assert.ok((await credit(transcript)) > before + 12, 'what the team had left came back');
  await transcript.vastai(['show', 'members'], { says: /ida@/ });
  const reset = await transcript.vastai(['reset', 'api-key'], {
    writes: 'reset_a_vast_ai_apikey',
    says: /New api-key: \w{64}/,
  });
  const [, key] = /New api-key: (\w+)/.exec(reset.stdout);
  await transcript.vastai(['show', 'user'], { key });
  await transcript.vastai(['show', 'user'], { complains: /Failed with error 401/ });
}
