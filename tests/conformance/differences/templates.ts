import type { DifferencesOf } from '../differences';

export const templates: DifferencesOf = {
  create_a_vast_ai_template: {
    request: { 'added: body readme_visible': 'The official client sends it, and the list answers it.' },
  },
};
