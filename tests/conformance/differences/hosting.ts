import type { DifferencesOf } from '../differences';

const CLIENT_ID = { 'added: body client_id': 'The official client sends it.' };

export const hosting: DifferencesOf = {
  list_all_vast_ai_machines: {
    request: {
      'left out: query user_id':
        'The official client asks with owner=me, and there are no other machines to ask for.',
      'optional: query user_id, documented as required': 'As above.',
      'added: query owner': 'What the official client asks with.',
    },
    reply: {
      'reply.machines[].id is integer, documented string':
        'The document has two fields of a machine; the official client reads forty, its id a number (docs/vast.md).',
    },
  },
  update_a_vast_ai_machines_create_ask_by_id: {
    request: {
      'added: body vol_size': 'The official client offers volumes of a machine together with it.',
      'added: body vol_price': 'The official client offers volumes of a machine together with it.',
      'added: body duration': 'The official client’s other way to say the end: it moves on with time.',
    },
  },
  update_a_vast_ai_machine_minbid_by_id: { request: CLIENT_ID },
  update_a_vast_ai_machine_cancel_maint_by_id: {
    request: { ...CLIENT_ID, 'added: body machine_id': 'The official client sends it in the body, too.' },
  },
  update_a_vast_ai_machine_dnotify_by_id: {
    request: {
      ...CLIENT_ID,
      'body sdate is number, documented string': 'The official client sends seconds since 1970 as a number.',
    },
  },
  list_all_vast_ai_user_machine_earnings: {
    reply: {
      'reply.address2 is null, documented string': 'Most addresses have no second line.',
      'reply.taxinfo is null, documented string': 'Only hosts who gave a tax number have one.',
    },
  },
};
