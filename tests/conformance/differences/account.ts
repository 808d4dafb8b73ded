import type { DifferencesOf } from '../differences';

const WITHOUT_KEY =
  'Documented for a call without a key, which is 401 in most of the document (docs/vast.md).';

const NOT_A_NUMBER = 'Documented for an id that is no number, which no input lets through.';

export const account: DifferencesOf = {
  create_a_vast_ai_user: {
    request: {
      'left out: body captcha': 'Only for an account that is under no other: a person makes that at Vast.ai.',
    },
  },
  create_a_vast_ai_instance_ssh: {
    request: {
      'required: body ssh_key, documented as optional': 'Without a key there is nothing to attach.',
    },
  },
  list_all_vast_ai_instance_sshes: { reply: { 'status 400 is not tried': NOT_A_NUMBER } },
  delete_a_vast_ai_instance_ssh_by_id: { reply: { 'status 400 is not tried': NOT_A_NUMBER } },
  list_all_vast_ai_auth_apikeys: {
    reply: {
      'status 400 is not tried': WITHOUT_KEY,
    },
  },
};
