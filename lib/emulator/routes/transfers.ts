/** Copies between disks and with clouds, and the clouds an account gave access to. */
import { type Fields, given, type Json, number, text } from '../json';
import { answer, type Call, done, type Handler, type Reply, refuse } from '../reply';
import { type Route, route } from '../route';
import { type Contract, isLive, lastStretch } from '../world/contracts';
import { type Cloud, type Place, stopTransfers } from '../world/copies';
import { beginTransfer } from '../world/copying';
import { hex } from '../world/random';
import { placeOf } from '../world/shell';
import type { World } from '../world/world';
import { RESULTS_PATH, type ResultStore } from './logs';

const LATE = 'check instance status bar for progress updates (~30 seconds delayed).';

const clouds = (world: World, { account }: Call): Cloud[] =>
  world.clouds.filter((one) => one.account === account.id);

/** "123", "C.123" and "V.9" are contracts of the account's. */
function contractOf({ account }: Call, id: Json | undefined): Contract | undefined {
  const found = /^(?:([CV])\.)?(\d+)$/.exec(String(id ?? ''));
  const kind = found?.[1] === 'V' ? 'volume' : 'instance';
  return account.contracts.find((one) => one.kind === kind && one.id === Number(found?.[2]) && isLive(one));
}

/** "drive" is the first of its kind, "s3.101" that connection. */
function cloudOf(world: World, call: Call, id: Json | undefined): Cloud | undefined {
  const [kind, number_] = String(id ?? '').split('.');
  return clouds(world, call).find(
    (one) => one.kind === kind && (number_ === undefined || one.id === Number(number_)),
  );
}

const isLocal = (id: Json | undefined) => id === undefined || id === null || id === 'local';

/** null: nothing of the account's is called so. */
function sideOf(world: World, call: Call, id: Json | undefined, path: string): Place | null {
  const contract = contractOf(call, id);
  if (contract) {
    const { disk, path: inside } = placeOf(contract, path);
    return { contract: disk, path: path.endsWith('/') && inside !== '/' ? `${inside}/` : inside };
  }
  const cloud = cloudOf(world, call, id);
  return cloud ? { cloud, path } : null;
}

const offline = ({ contract }: Place) => contract !== undefined && lastStretch(contract).state === 'offline';

const copy: Handler = (world, call) => {
  const { body } = call;
  const [src, dst] = [text(given(body, 'src_path')), text(given(body, 'dst_path'))];
  if (!src) return refuse(400, 'invalid_args', 'Invalid src_path.');
  if (!dst) return refuse(400, 'invalid_args', 'Invalid dst_path.');
  const [from, to] = [given(body, 'src_id'), given(body, 'dst_id')];
  if (isLocal(from) || isLocal(to)) return ownSide(call, from, to);
  const [source, target] = [sideOf(world, call, from, src), sideOf(world, call, to, dst)];
  if (!source || !target) return refuse(404, 'no_such_user', 'No such user.');
  const wrong = refusedCopy(call, source, target);
  if (wrong) return wrong;
  beginTransfer(world, call.account, { how: 'copy', from: source, to: target, dryRun: false }, call.at);
  return done({ msg: `Remote to Remote copy initiated - ${LATE}` }, (target.contract ?? source.contract)?.id);
};

function refusedCopy(call: Call, source: Place, target: Place): Reply | null {
  if (source.cloud && target.cloud) return refuse(400, 'invalid_args', 'Invalid dst_id.');
  // These folders hold what the copy itself logs in with (the command line's warning).
  if (target.contract?.kind === 'instance' && /^\/(root\/?)?$/.test(target.path))
    return refuse(400, 'invalid_args', 'Invalid dst_path.');
  if (offline(source) || offline(target)) return refuse(400, 'invalid_args', 'Host machine is offline.');
  return call.account.wallet.credit(call.at) <= 0n
    ? refuse(400, 'insufficient_credit', 'Your account lacks credit; see the billing page.')
    : null;
}

/** The caller's own computer is one side: it is told where the other answers, and does the rest by itself. */
function ownSide(call: Call, from: Json | undefined, to: Json | undefined): Reply {
  const own = isLocal(from) ? 'dst' : 'src';
  const contract = contractOf(call, isLocal(from) ? to : from);
  if (contract?.kind !== 'instance') return refuse(404, 'no_such_user', 'No such user.');
  const port = 20_000 + (contract.machine.id % 40_000);
  return answer({ success: true, [`${own}_addr`]: contract.machine.ip, [`${own}_port`]: port, msg: '' });
}

/** Ends all that copies into it, from wherever. */
const cancelCopy: Handler = (_, call) => {
  // The command line passes on what it was given, with a path or without.
  const id = String(given(call.body, 'dst_id') ?? '').split(':')[0];
  if (!id) return refuse(400, 'invalid_args', 'Invalid dst_id.');
  const contract = contractOf(call, id);
  if (!contract) return refuse(404, 'no_such_user', 'No such user.');
  stopTransfers(contract, call.at, 'cancelled', (one) => one.how === 'copy' && one.to.contract === contract);
  return done({ msg: `Remote copy canceled - ${LATE}` }, contract.id);
};

const cancelSync: Handler = (_, call) => {
  const id = String(given(call.body, 'dst_id') ?? '').split(':')[0];
  if (!id) return refuse(400, 'invalid_args', 'Invalid dst_id.');
  const contract = contractOf(call, id);
  if (!contract) return refuse(404, 'no_such_instance', 'No such instance.');
  stopTransfers(contract, call.at, 'cancelled', (one) => one.how === 'sync');
  return done({ msg: `Remote copy canceled - ${LATE}` }, contract.id);
};

const WAYS: Record<string, 'out' | 'in'> = { 'instance to cloud': 'out', 'cloud to instance': 'in' };

const cloudCopy =
  (store: ResultStore): Handler =>
  (world, call) => {
    const { body } = call;
    const way = WAYS[(text(given(body, 'transfer')) ?? 'Instance To Cloud').toLowerCase()];
    const id = number(given(body, 'selected'));
    const cloud = clouds(world, call).find((one) => one.id === id);
    const contract = contractOf(call, given(body, 'instance_id'));
    const [src, dst] = [text(given(body, 'src')), text(given(body, 'dst')) ?? '/workspace'];
    if (!way) return refuse(400, undefined, 'Invalid transfer type.');
    if (!cloud) return refuse(400, undefined, 'Invalid cloud service.');
    if (!contract) return refuse(400, undefined, 'No such instance.');
    if (!src) return refuse(400, undefined, 'Invalid src.');
    const disk = (path: string): Place => {
      const place = placeOf(contract, path);
      return { contract: place.disk, path: place.path };
    };
    const [from, to]: [Place, Place] =
      way === 'out' ? [disk(src), { cloud, path: dst }] : [{ cloud, path: src }, disk(dst)];
    const wrong = refusedCopy(call, from, to);
    if (wrong) return wrong;
    const flags = Array.isArray(body.flags) ? body.flags.map(String) : [];
    const dryRun = flags.includes('--dry-run');
    const transfer = beginTransfer(world, call.account, { how: 'sync', from, to, dryRun }, call.at);
    const name = `${hex(32, world.seed, 'rclone', contract.id, call.at, contract.transfers?.length ?? 0)}.log`;
    const verb = dryRun ? 'Would transfer' : 'Transferring';
    store.put(name, `${verb} ${(transfer.wanted / 1000).toFixed(3)} GB ${src} -> ${dst}\n`);
    const result_url = `${call.origin}${RESULTS_PATH}/${name}`;
    return done({ msg: `Cloud Copy Started - ${LATE}`, result_url }, contract.id);
  };

const listConnections: Handler = (world, call) =>
  answer(clouds(world, call).map((one): Fields => ({ id: one.id, name: one.name, cloud_type: one.kind })));

export const transfers = (store: ResultStore): readonly Route[] => [
  route(
    'update_a_vast_ai_commands_copy_direct_by_id',
    'PUT /api/v0/commands/copy_direct',
    'instance_write',
    3.5,
    copy,
  ),
  route(
    'delete_a_vast_ai_commands_copy_direct_by_id',
    'DELETE /api/v0/commands/copy_direct',
    'instance_write',
    3.5,
    cancelCopy,
  ),
  route('update_vast_ai_commands_rsync', 'PUT /api/v0/commands/rsync', 'instance_write', 1, copy),
  route(
    'create_a_vast_ai_commands_rclone',
    'POST /api/v0/commands/rclone',
    'instance_write',
    1,
    cloudCopy(store),
  ),
  route(
    'delete_a_vast_ai_commands_rclone_by_id',
    'DELETE /api/v0/commands/rclone',
    'instance_write',
    1,
    cancelSync,
  ),
  route(
    'list_all_vast_ai_users_cloud_integrations',
    'GET /api/v0/users/cloud_integrations',
    'user_read',
    2.9,
    listConnections,
  ),
];
