import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { dollars, moment, workspaceId } from './columns';

/** What Gantry knows of a contract besides what Vast.ai says: who it is for, and when it should end. */
export const contract = pgTable(
  'contract',
  {
    workspaceId: workspaceId(),
    accountId: uuid('account_id').notNull(),
    contractId: bigint('contract_id', { mode: 'number' }).notNull(),
    /** `gantry`: rented here; `outside`: found at Vast.ai; adopting sets a team and keeps the origin. */
    origin: text('origin', { enum: ['gantry', 'outside'] }).notNull(),
    teamId: uuid('team_id'),
    project: text('project'),
    ownerId: uuid('owner_id'),
    /** The lease: Gantry destroys the instance at this moment. Null means no end set. */
    endsAt: moment('ends_at'),
    gpuName: text('gpu_name'),
    numGpus: integer('num_gpus'),
    machineId: bigint('machine_id', { mode: 'number' }),
    hostId: bigint('host_id', { mode: 'number' }),
    /** The price that the rent panel showed, per hour. */
    quoteHourUsd: dollars('quote_hour_usd'),
    intentId: uuid('intent_id'),
    firstSeenAt: moment('first_seen_at').notNull(),
    assignedBy: uuid('assigned_by'),
    assignedAt: moment('assigned_at'),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.accountId, t.contractId] })],
);

/** The labels a contract has carried, because Vast.ai rewrites the label of past charges when it is renamed. */
export const contractLabel = pgTable(
  'contract_label',
  {
    workspaceId: workspaceId(),
    accountId: uuid('account_id').notNull(),
    contractId: bigint('contract_id', { mode: 'number' }).notNull(),
    fromAt: moment('from_at').notNull(),
    label: text('label'),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.accountId, t.contractId, t.fromAt] })],
);

/** The latest picture of an instance. Rows stay after the instance is gone. */
export const instance = pgTable(
  'instance',
  {
    workspaceId: workspaceId(),
    accountId: uuid('account_id').notNull(),
    contractId: bigint('contract_id', { mode: 'number' }).notNull(),
    label: text('label'),
    gpuName: text('gpu_name').notNull(),
    numGpus: integer('num_gpus').notNull(),
    /** MB of one GPU. */
    gpuRamMb: integer('gpu_ram_mb'),
    machineId: bigint('machine_id', { mode: 'number' }),
    hostId: bigint('host_id', { mode: 'number' }),
    geolocation: text('geolocation'),
    /** 1 = datacenter, 0 = community. */
    hostingType: integer('hosting_type'),
    /** 0..1 */
    reliability: real('reliability'),
    actualStatus: text('actual_status'),
    intendedStatus: text('intended_status'),
    curState: text('cur_state'),
    nextState: text('next_state'),
    statusMsg: text('status_msg'),
    isBid: boolean('is_bid').notNull(),
    /** The lowest bid that wins now, $/h for the whole machine. */
    minBid: dollars('min_bid'),
    /** Running price per hour: GPUs and disk. */
    dphTotal: dollars('dph_total'),
    dphBase: dollars('dph_base'),
    /** What the disk costs per hour while stopped. */
    storageHour: dollars('storage_hour'),
    /** What is billed per hour in the present state. */
    presentHour: dollars('present_hour'),
    /** Percent; null when Vast.ai doesn't know (it sends a negative number). */
    gpuUtil: real('gpu_util'),
    /** Celsius. */
    gpuTemp: real('gpu_temp'),
    cpuUtil: real('cpu_util'),
    /** GB. */
    memUsage: real('mem_usage'),
    memLimit: real('mem_limit'),
    vmemUsage: real('vmem_usage'),
    diskUsage: real('disk_usage'),
    /** GB allocated. */
    diskSpace: real('disk_space'),
    image: text('image'),
    runtype: text('runtype'),
    templateName: text('template_name'),
    sshHost: text('ssh_host'),
    sshPort: integer('ssh_port'),
    publicAddress: text('public_address'),
    /** {"22/tcp": [{"HostPort": "40122"}]} while running. */
    ports: jsonb('ports').$type<Record<string, { HostIp?: string; HostPort: string }[]>>(),
    /** The intent tag found in the instance's environment. */
    intentTag: text('intent_tag'),
    startedAt: moment('started_at'),
    contractEndsAt: moment('contract_ends_at'),
    /** On the account's clock. */
    seenAt: moment('seen_at').notNull(),
    /** When the status word last changed. */
    statusSince: moment('status_since').notNull(),
    /** The first complete read in which it was missing. */
    absentSince: moment('absent_since'),
    /** Absent twice, or Gantry's destroy was confirmed. */
    goneAt: moment('gone_at'),
    /** Rises with every stored change; live streams ask for what is newer. */
    version: bigint('version', { mode: 'number' }).notNull().default(sql`nextval('live_version')`),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.accountId, t.contractId] }),
    index('instance_version').on(t.workspaceId, t.version),
  ],
);

/** One reading a minute of an instance's gauges. */
export const instanceSample = pgTable(
  'instance_sample',
  {
    workspaceId: workspaceId(),
    accountId: uuid('account_id').notNull(),
    contractId: bigint('contract_id', { mode: 'number' }).notNull(),
    at: moment('at').notNull(),
    gpuUtil: real('gpu_util'),
    gpuTemp: real('gpu_temp'),
    memUsage: real('mem_usage'),
    diskUsage: real('disk_usage'),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.accountId, t.contractId, t.at] })],
);

/** The workspace's burn once a minute, for the meter's line. */
export const burnSample = pgTable(
  'burn_sample',
  {
    workspaceId: workspaceId(),
    at: moment('at').notNull(),
    hourUsd: dollars('hour_usd').notNull(),
    gpus: integer('gpus').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.at] })],
);

/** An act that waits for its take-back time: it lives here, so that a closed tab or a restart changes nothing. */
export const deferredAct = pgTable(
  'deferred_act',
  {
    workspaceId: workspaceId(),
    id: uuid('id').notNull().default(sql`gen_random_uuid()`),
    accountId: uuid('account_id').notNull(),
    contractId: bigint('contract_id', { mode: 'number' }).notNull(),
    operation: text('operation').notNull(),
    actor: jsonb('actor').notNull(),
    requestedAt: moment('requested_at').notNull(),
    dueAt: moment('due_at').notNull(),
    state: text('state', { enum: ['waiting', 'taken_back', 'started', 'done', 'refused'] })
      .notNull()
      .default('waiting'),
    intentId: uuid('intent_id'),
    problem: jsonb('problem'),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), index('deferred_act_due').on(t.state, t.dueAt)],
);
