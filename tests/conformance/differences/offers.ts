import type { DifferencesOf } from '../differences';

export const offers: DifferencesOf = {
  create_a_vast_ai_bundle: {
    reply: {
      'status 404 is not tried':
        'Documented for a missing or unknown key, which is 401 in most of the document (docs/vast.md).',
    },
  },
};
