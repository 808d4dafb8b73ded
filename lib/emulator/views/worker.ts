/** Endpoints, groups and workers as their lists show them. */
import type { Fields } from '../json';
import { atWork, dlperfOf, perfOf, statusOf, WORKER_PORT, workersOf } from '../serverless/workers';
import type { Seconds } from '../world/clock';
import type { Deployment, Endpoint, Worker, Workergroup } from '../world/serverless';
import { metersOf } from '../world/telemetry';
import type { World } from '../world/world';
import { hostPort } from './instance';
import { rounded } from './offer';

export const workerUrl = (world: World, { contract }: Worker): string =>
  `http://${contract.machine.ip}:${hostPort(world, contract, WORKER_PORT)}`;

/** Every load is a number: the client's Python reads them with float(). */
export function workerRow(world: World, worker: Worker, at: Seconds): Fields {
  const { contract, work } = worker;
  const lately = (seconds: number) =>
    rounded(work.filter((one) => one.at > at - seconds).reduce((sum, one) => sum + one.cost, 0) / seconds, 2);
  const perf = perfOf(world, worker);
  const status = statusOf(world, contract, at);
  return {
    id: contract.id,
    status,
    cur_load: lately(60),
    new_load: lately(10),
    cur_load_rolling_avg: lately(60),
    cur_perf: status === 'IDLE' ? perf : 0,
    perf,
    measured_perf: perf,
    dlperf: dlperfOf(world, contract),
    reliability: contract.machine.reliability,
    reqs_working: atWork(worker, at),
    disk_usage: metersOf(world, contract, at)?.diskGb ?? 0,
    loaded_at: worker.loadedAt ?? 0,
    started_at: contract.boot?.at ?? 0,
    gpu_name: contract.machine.model.name,
    num_gpus: contract.chunk.size,
    url: status === 'IDLE' ? workerUrl(world, worker) : null,
    created_at: new Date(contract.created * 1000).toISOString(),
  };
}

export function endpointRow({ scaling, ...one }: Endpoint): Fields {
  return {
    id: one.id,
    user_id: one.account,
    endpoint_name: one.name,
    endpoint_state: one.state,
    api_key: one.apiKey,
    // Epoch seconds, which the official client computes with; the spec says text.
    created_at: one.created,
    min_load: scaling.minLoad,
    min_cold_load: scaling.minColdLoad,
    target_util: scaling.targetUtil,
    cold_mult: scaling.coldMult,
    cold_workers: scaling.coldWorkers,
    max_workers: scaling.maxWorkers,
    max_queue_time: scaling.maxQueueTime,
    target_queue_time: scaling.targetQueueTime,
    inactivity_timeout: scaling.inactivityTimeout,
    auto_delete_in_seconds: null,
    auto_delete_due_24h: false,
  };
}

export function groupRow({ endpoint, ignored, ...one }: Workergroup): Fields {
  return {
    id: one.id,
    user_id: endpoint.account,
    endpoint_id: endpoint.id,
    endpoint_name: endpoint.name,
    api_key: endpoint.apiKey,
    created_at: one.created,
    template_hash: one.templateHash,
    template_id: one.templateId,
    search_params: typeof one.searchParams === 'string' ? one.searchParams : JSON.stringify(one.searchParams),
    search_query: one.searchQuery,
    launch_args: one.launchArgs,
    gpu_ram: one.gpuRam,
    test_workers: one.testWorkers,
    min_load: ignored.minLoad,
    target_util: ignored.targetUtil,
    cold_mult: ignored.coldMult,
    cold_workers: ignored.coldWorkers,
    max_workers: ignored.maxWorkers,
  };
}

export function deploymentRow({ endpoint, versions, ...one }: Deployment): Fields {
  const current = versions.at(-1);
  return {
    id: one.id,
    name: one.name,
    tag: one.tag,
    image: one.image,
    endpoint_id: endpoint.id,
    env: one.env,
    file_hash: current?.fileHash ?? null,
    s3_key: current ? blobOf(one.id, current.id) : null,
    search_params: one.searchParams,
    current_version_id: current?.id ?? null,
    // Nothing here runs the code: the newest version that a worker has started with is healthy.
    last_healthy_version_id: healthyVersion({ endpoint, versions }),
    storage: one.storageGb,
    ttl: one.ttl,
    last_client_heartbeat: one.heartbeat,
    created_at: one.created,
    updated_at: one.updated,
  };
}

const healthyVersion = ({ endpoint, versions }: Pick<Deployment, 'endpoint' | 'versions'>): number | null => {
  const loaded = Math.max(0, ...workersOf(endpoint.groups).map((one) => one.loadedAt ?? 0));
  return versions.findLast((version) => version.created <= loaded)?.id ?? null;
};

export const blobOf = (deployment: number, version: number): string =>
  `deployments/${deployment}/${version}.tar.gz`;

export const deploymentDetail = (one: Deployment): Fields => ({
  ...deploymentRow(one),
  endpoint_state: one.endpoint.state,
  worker_count: workersOf(one.endpoint.groups).length,
});

export const versionRows = ({ id, versions }: Deployment): Fields[] =>
  versions.toReversed().map((version) => ({
    id: version.id,
    deployment_id: id,
    file_hash: version.fileHash,
    version_label: version.label,
    s3_key: blobOf(id, version.id),
    created_at: version.created,
  }));
