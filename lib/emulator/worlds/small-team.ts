/** Northwind AI: four teams, ninety days, eleven instances of which some need somebody. */
import { put } from '../serverless/deploy';
import type { Account } from '../world/accounts';
import { DAY, dayOf, HOUR, MINUTE } from '../world/clock';
import { begin } from '../world/lifecycle';
import { hash, hex } from '../world/random';
import type { World } from '../world/world';
import { northwind, settle } from './company';
import { hostMachine } from './hosted-machine';
import { type Job, on } from './jobs';
import { liveContract, outbid, pause, storedVolume } from './live';
import { API, COMFY, EMBED, EVAL, PLAIN, PYTORCH, VISION } from './recipes';
import { teamOf } from './team';

export function smallTeam(world: World, history: number): void {
  const account = northwind(world, history);
  work(world, account, history);
  settle(world, account, history);
  hostMachine(world, account);
  teamOf(world, account, 'Northwind Research');
}

function work(world: World, account: Account, history: number): void {
  const { epoch } = world;
  const live = (
    label: string | null,
    hardware: string,
    hoursAgo: number,
    job: Pick<Job, 'work' | 'image' | 'diskGb' | 'bidPercent'>,
  ) =>
    liveContract(world, account, {
      label,
      ...on(hardware),
      ...job,
      begin: epoch - Math.round(hoursAgo * HOUR),
      end: null,
    });

  live('llama-ft-12', '4x H100 SXM', 26.2, { work: 'train', image: PYTORCH, diskGb: 400 });
  live('llama-ft-13', '1x H100 SXM', 12.3, { work: 'train', image: PYTORCH, diskGb: 200 });
  live('embed-crawl', '4x RTX 4090', 23.3, { work: 'crawl', image: EMBED, diskGb: 120 });
  live('eval-77', '1x RTX 4090', 2.1, { work: 'train', image: EVAL, diskGb: 60 });
  live('vision-ft-04', '2x A100 SXM4', 19.4, { work: 'train', image: VISION, diskGb: 220 });
  live(null, '1x RTX 3090', 5.6, { work: 'notebook', image: PLAIN, diskGb: 32 });

  const forgotten = live('vision-ft-03', '2x RTX 5090', 29.1, { work: 'train', image: VISION, diskGb: 220 });
  forgotten.idleSince = epoch - 6 * HOUR;

  const notebook = live('notebook-en', '1x RTX 3060', 155, { work: 'notebook', image: PYTORCH, diskGb: 40 });
  pause(notebook, epoch - 20 * HOUR);
  notebook.intended = 'stopped';

  outbid(
    world,
    live('sdxl-batch-7', '4x RTX 3090', 49, { work: 'render', image: COMFY, diskGb: 100, bidPercent: 60 }),
    epoch - 38 * MINUTE,
  );

  const loading = live('sdxl-batch-8', '1x RTX 4090', 0.02, { work: 'render', image: COMFY, diskGb: 100 });
  loading.pulled = false;
  loading.stretches.splice(1);
  begin(world, loading, 'first', epoch - 20);

  const away = live('api-canary', '1x L40S', 71, { work: 'serve', image: API, diskGb: 80 });
  world.market.conditions.outages.set(away.machine.id, [
    { from: epoch - 44 * MINUTE, to: epoch + 95 * MINUTE },
  ]);
  away.stretches.push({ from: epoch - 44 * MINUTE, state: 'offline', gpuNanoHour: 0n });

  world.clouds.push({ id: 1001, account: account.id, name: 'northwind_archive', kind: 's3', arrivals: [] });
  storedVolume(world, account, 'corpus-en', 400, (dayOf(epoch) - Math.min(history, 41)) * DAY - 3 * HOUR);
  triedServerless(world, account);
}

/** Somebody tried the Python package once and stopped what it made: nothing runs and nothing is billed. */
function triedServerless(world: World, account: Account): void {
  // Ids of its own: the rest of the past has those that it had.
  let lastId = 25_000 + (hash(world.seed, 'deployment') % 5000);
  const newId = () => {
    lastId += 7;
    return lastId;
  };
  const { deployment } = put(
    world,
    account,
    {
      name: 'square',
      image: 'vastai/base-image:latest',
      file_hash: hex(64, world.seed, 'deployment', account.id),
      search_params: 'num_gpus=1 gpu_name=RTX_4090',
      storage: 16,
      min_load: 0,
      cold_workers: 1,
      max_workers: 3,
    },
    world.epoch - 9 * DAY,
    newId,
  );
  deployment.endpoint.state = 'stopped';
}
