import type { DifferencesOf } from '../differences';

const EPOCH =
  'Epoch seconds, with which the official client computes; its serverless package takes nothing else (docs/vast.md).';
const NONE_IS_AN_EMPTY_LIST =
  'Documented for an account that has none: an empty list, as everywhere else, fails no client.';
const OF_DEPLOYMENT = 'Given by nobody: a deployment’s group has an image of its own and no template.';
const ALL_WENT = 'Every worker could be destroyed; a destroy here never fails.';
const CLIENT_SENDS =
  'The official client sends it, and the guide to serverless parameters says what it does; without it nobody could stop an endpoint.';
const scaling = Object.fromEntries(
  ['min_cold_load', 'max_queue_time', 'target_queue_time', 'inactivity_timeout', 'endpoint_state'].map(
    (name) => [`added: body ${name}`, CLIENT_SENDS],
  ),
);

export const serverless: DifferencesOf = {
  list_all_vast_ai_endptjobs: {
    reply: {
      'status 400 is not tried': NONE_IS_AN_EMPTY_LIST,
      'reply.results[].created_at is integer, documented string': EPOCH,
    },
  },
  list_all_vast_ai_workergroups: {
    reply: {
      'status 400 is not tried': NONE_IS_AN_EMPTY_LIST,
      'reply.results[].template_hash is null, documented string': OF_DEPLOYMENT,
      'reply.results[].template_id is null, documented integer': OF_DEPLOYMENT,
      'reply.results[].launch_args is null, documented string': OF_DEPLOYMENT,
      'reply.results[].gpu_ram is null, documented number': OF_DEPLOYMENT,
      'reply.results[].created_at is integer, documented string': EPOCH,
    },
  },
  create_a_vast_ai_endptjob: { request: scaling },
  update_a_vast_ai_endptjob_by_id: { request: scaling },
  create_a_vast_ai_route: {
    request: {
      'added: body request_idx':
        'The official client repeats the index of an answer that said to wait; without it each question would be a new request.',
    },
  },
  delete_a_vast_ai_endptjob_by_id: { reply: { 'reply.failed_workers is an empty list': ALL_WENT } },
  delete_a_vast_ai_workergroup_by_id: { reply: { 'reply.failed_workers is an empty list': ALL_WENT } },
  list_all_vast_ai_endpoint_workers: {
    reply: {
      'reply is array, documented object':
        'The official client’s serverless package refuses anything but the bare list (docs/vast.md).',
    },
  },
};
