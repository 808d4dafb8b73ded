import type { InstanceRow } from '@/lib/queries/instances';
import type { Act } from '@/lib/queries/instances-pulse';

export const NOW_MS = Date.parse('2026-11-24T12:00:00Z');
export const HOUR_MS = 3_600_000;

const ACCOUNT = '5e86d26d-c843-468b-9c70-5b744126916f';

/** A running instance, unless said otherwise. */
export function rowWith(over: Partial<InstanceRow> = {}): InstanceRow {
  const contractId = over.contractId ?? 27002632;
  return {
    key: `${ACCOUNT}.${contractId}`,
    accountId: ACCOUNT,
    account: 'main',
    contractId,
    label: 'llama-ft-12',
    gpu: 'H100 SXM',
    gpus: 4,
    word: 'running',
    vastWord: 'running',
    sinceMs: NOW_MS - 2 * HOUR_MS,
    quietSinceMs: null,
    statusMsg: 'success, running',
    isBid: false,
    hourUsd: '7.88',
    runningHourUsd: '7.88',
    diskHourUsd: '0.04',
    minBidUsd: null,
    soFarUsd: '206.09',
    gpuUse: 97,
    lastHour: [],
    gpuMemory: 71,
    temperature: 64,
    diskGb: 212,
    diskOfGb: 400,
    startedMs: NOW_MS - 26 * HOUR_MS,
    endsMs: NOW_MS + 22 * HOUR_MS,
    contractEndsMs: NOW_MS + 60 * 24 * HOUR_MS,
    teamId: 'nlp',
    team: 'NLP',
    project: 'eval-2026',
    assigned: true,
    owner: 'Ada',
    origin: 'gantry',
    place: 'Oslo, NO',
    ssh: 'ssh -p 41022 root@192.0.2.14',
    absent: false,
    goneMs: null,
    version: 1,
    ...over,
  };
}

export const actWith = (over: Partial<Act> = {}): Act => ({
  id: 'act',
  accountId: ACCOUNT,
  contractId: 27002632,
  what: 'stop',
  state: 'open',
  by: 'Ada',
  atMs: NOW_MS - 1_000,
  dueMs: null,
  reservedHourUsd: null,
  object: null,
  problem: null,
  forPerson: null,
  ...over,
});
