/** Worker groups: what workers are rented and how they are built. The official client calls them autojobs. */
import { answer, type Call, done, type Handler, refuse } from '../reply';
import { type Route, route } from '../route';
import { note } from '../serverless/log';
import { endGroup, makeGroup } from '../serverless/make';
import { lookSoon } from '../serverless/scale';
import { groupOf, tried } from '../serverless/settings';
import { groupRow } from '../views/worker';
import type { Workergroup } from '../world/serverless';
import type { World } from '../world/world';
import { mineOf } from './endpoints';

const groupsOf = (world: World, call: Call): Workergroup[] =>
  mineOf(world, call)
    .flatMap(({ groups }) => groups)
    .sort((a, b) => a.id - b.id);

const named = (world: World, call: Call): Workergroup | undefined =>
  groupsOf(world, call).find((one) => one.id === Number(call.params.id));

const listGroups: Handler = (world, call) =>
  answer({ success: true, results: groupsOf(world, call).map(groupRow) });

const createGroup: Handler = (world, call) => {
  const settings = tried(() => groupOf(world, call.account.id, call.body, null));
  if ('wrong' in settings) return refuse(400, 'invalid_args', settings.wrong);
  const { id } = makeGroup(world, world.newId(), settings, null, call.at);
  return done({ id, result: id });
};

const updateGroup: Handler = (world, call) => {
  const found = named(world, call);
  if (!found) return refuse(400, 'invalid_args', 'Workgroup not found for user');
  const settings = tried(() => groupOf(world, call.account.id, call.body, found));
  if ('wrong' in settings) return refuse(400, 'invalid_args', settings.wrong);
  const before = found.endpoint;
  Object.assign(found, settings);
  if (found.endpoint !== before) {
    before.groups.splice(before.groups.indexOf(found), 1);
    found.endpoint.groups.push(found);
  }
  note(found, call.at, 'info0', `workergroup updated: ${JSON.stringify(found.searchQuery)}`);
  for (const endpoint of new Set([before, found.endpoint])) {
    // Another search may find what the one before did not.
    Object.assign(endpoint, { rentAgain: 0, dry: 0 });
    lookSoon(world, endpoint, call.at + 1);
  }
  return done();
};

const deleteGroup: Handler = (world, call) => {
  const id = Number(call.params.id);
  if (!Number.isInteger(id)) return refuse(400, 'invalid_args', 'Invalid autojob ID');
  const found = named(world, call);
  if (!found) return refuse(404, 'no_such_workergroup', 'No workergroup by that id is available.', { id });
  const gone = endGroup(world, found, call.at);
  return done({
    deleted_workers: gone,
    failed_workers: [],
    msg: `Deleted workergroup and ${gone.length} workers`,
  });
};

export const workergroups: readonly Route[] = [
  route('list_all_vast_ai_workergroups', 'GET /api/v0/workergroups', 'misc', 2, listGroups),
  route('create_a_vast_ai_workergroup', 'POST /api/v0/workergroups', 'misc', 4, createGroup),
  route('update_a_vast_ai_workergroup_by_id', 'PUT /api/v0/workergroups/:id', 'misc', 2, updateGroup),
  route('delete_a_vast_ai_workergroup_by_id', 'DELETE /api/v0/workergroups/:id', 'misc', 3, deleteGroup),
  route('list_all_vast_ai_autojobs', 'GET /api/v0/autojobs', 'misc', 2, listGroups),
  route('create_a_vast_ai_autojob', 'POST /api/v0/autojobs', 'misc', 4, createGroup),
  route('update_a_vast_ai_autojob_by_id', 'PUT /api/v0/autojobs/:id', 'misc', 2, updateGroup),
  route('delete_a_vast_ai_autojob_by_id', 'DELETE /api/v0/autojobs/:id', 'misc', 3, deleteGroup),
];
