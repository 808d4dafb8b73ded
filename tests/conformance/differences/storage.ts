import type { DifferencesOf } from '../differences';

const FILTERS = 'Filters go beside the limit, as the official client sends them.';
const TWO_PLACES = 'One side without an id is the caller’s own computer, which Gantry is not.';
const NOTHING_WITHOUT = 'Without it there is nothing to copy, or nowhere to copy it.';
const CLIENT = 'The official client asks in this way; the documented query says the same in words.';

export const storage: DifferencesOf = {
  list_all_vast_ai_volumes: {
    request: { 'added: query type': 'The official client parts local and network volumes by it.' },
    reply: {
      'reply.volumes[].instances[] is integer, documented object':
        'The official client prints a list of numbers; of objects nobody says what is in them.',
    },
  },
  update_a_vast_ai_volume_by_id: {
    request: { 'added: body name': 'The official client names volumes by it; it comes back as the label.' },
  },
  vast_ai_volumes_search: {
    request: {
      'left out: query q': 'What it would hold is sent in the body, as the official client does.',
      'added: body disk_space': FILTERS,
      'added: body order': FILTERS,
      'added: body allocated_storage': FILTERS,
    },
  },
  vast_ai_network_volumes_search: { request: { 'added: body disk_space': FILTERS } },
  update_a_vast_ai_commands_copy_direct_by_id: {
    request: {
      'added: body client_id': 'The official client sends it with every copy.',
      'required: body src_id, documented as optional': TWO_PLACES,
      'required: body dst_id, documented as optional': TWO_PLACES,
    },
  },
  create_a_vast_ai_commands_rclone: {
    request: {
      'left out: body api_key': 'The key goes into the header, where no log keeps it.',
      'required: body instance_id, documented as optional': NOTHING_WITHOUT,
      'required: body src, documented as optional': NOTHING_WITHOUT,
      'required: body selected, documented as optional': NOTHING_WITHOUT,
      'required: body transfer, documented as optional':
        'Which way data goes is never left to a default that the document doesn’t tell.',
    },
  },
  update_a_vast_ai_instances_command_by_id: {
    reply: {
      'status 483 is not tried': 'A body that is no JSON, which our client can’t send; elsewhere it is 400.',
    },
  },
  get_single_vast_ai_instances_balance_by_id: {
    reply: {
      'reply.discount_months is number, documented integer':
        'Deposits cover parts of months: the documented example of one is 0.546.',
    },
  },
  list_all_vast_ai_benchmarks: {
    request: {
      'added: query select_cols': CLIENT,
      'added: query select_filters': CLIENT,
      'added: query limit': CLIENT,
    },
  },
};
