/** Price increases that wait for the renter: reading, accepting and rejecting them. */
import { type Fields, number } from '../json';
import { answer, type Call, done, type Handler, refuse } from '../reply';
import { type Route, route } from '../route';
import { PLATFORM_PERCENT } from '../world/earnings';
import { accept, askNoMore, increasesFor, type PriceIncrease } from '../world/increases';
import { type Nano, price } from '../world/ticks';
import type { World } from '../world/world';

/** Of one GPU, or one GB, and second; `new` is null where nothing changes. */
const perSecond = (before: Nano, asked: Nano, seconds: number): [number, number | null] => [
  price(before) / seconds,
  asked > before ? price(asked) / seconds : null,
];

const HOUR_S = 3600;
/** The client's month has 30 days. */
const MONTH_S = 30 * 24 * HOUR_S;

function row({ id, contract, asked, until, created }: PriceIncrease): Fields {
  const gpu = contract.gpuNanoHour / BigInt(contract.chunk.size);
  const [oldGpu, newGpu] = perSecond(gpu, contract.isBid ? gpu : asked.gpuNanoHour, HOUR_S);
  const [oldDisk, newDisk] = perSecond(contract.diskNanoGbMonth, asked.diskNanoGbMonth, MONTH_S);
  const [oldUp, newUp] = perSecond(contract.upNanoGb, asked.upNanoGb, 1);
  const [oldDown, newDown] = perSecond(contract.downNanoGb, asked.downNanoGb, 1);
  return {
    pending_price_increase_id: id,
    contract_id: contract.id,
    host_id: contract.machine.hostId,
    old_gpu_costpersec: oldGpu,
    new_gpu_costpersec: newGpu,
    old_disk_ram_costpersec: oldDisk,
    new_disk_ram_costpersec: newDisk,
    old_bwu_cost: oldUp,
    new_bwu_cost: newUp,
    old_bwd_cost: oldDown,
    new_bwd_cost: newDown,
    old_platform_fee: Number(PLATFORM_PERCENT) / 100,
    new_platform_fee: null,
    contract_end_date: contract.until,
    ask_end_date: until,
    created_at: created,
  };
}

const list: Handler = (world, { account, at }) => {
  const rows = increasesFor(world, account.id, at).map(row);
  return answer({ success: true, count: rows.length, truncated: false, pending_price_increases: rows });
};

/** The body holds the number and nothing else. */
const decide =
  (take: (world: World, one: PriceIncrease, at: number) => void): Handler =>
  (world, { account, body, at }: Call) => {
    const { pending_price_increase_id: id, api_key: _, ...more } = body;
    if (number(id) === null || Object.keys(more).length > 0)
      return refuse(400, 'invalid_args', 'The body is exactly {"pending_price_increase_id": number}.');
    const found = increasesFor(world, account.id, at).find((one) => one.id === number(id));
    if (!found) return refuse(404, 'no_pending_price_increase', 'No such pending price increase.');
    take(world, found, at);
    return done({ pending_price_increase_id: found.id, contract_id: found.contract.id });
  };

export const increases: readonly Route[] = [
  route(
    'list_all_vast_ai_pending_price_increases',
    'GET /api/v0/instances/pending-price-increases',
    'instance_read',
    1,
    list,
  ),
  route(
    'vast_ai_accept_price_increase',
    'PUT /api/v0/instances/accept-price-increase',
    'instance_write',
    1,
    decide(accept),
  ),
  route(
    'vast_ai_reject_price_increase',
    'PUT /api/v0/instances/reject-price-increase',
    'instance_write',
    1,
    decide((world, { contract }) => askNoMore(world, contract)),
  ),
];
