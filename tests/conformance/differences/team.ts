import type { DifferencesOf } from '../differences';

const LIKE_A_KEY =
  'Roles take and give the permissions that keys have: the other half of the document, the guides and the official client say so.';

const BY_QUERY = 'The official client invites by query; the body says the same, as documented.';

const BY_NUMBER =
  'The path’s parameter is called name and described as the role’s number, which is what the official client sends.';

export const team: DifferencesOf = {
  get_single_vast_ai_team_role_by_id: {
    reply: { 'reply.permissions is object, documented array': LIKE_A_KEY },
  },
  list_all_vast_ai_team_roles_fulls: {
    reply: { 'reply[].permissions is object, documented array': LIKE_A_KEY },
  },
  create_a_vast_ai_team_invite: {
    request: { 'added: query email': BY_QUERY, 'added: query role': BY_QUERY },
  },
  update_a_vast_ai_team_role_by_id: {
    request: {
      'left out: path name': BY_NUMBER,
      'optional: path name, documented as required': BY_NUMBER,
      'added: path id': BY_NUMBER,
    },
  },
};
