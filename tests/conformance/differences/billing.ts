import type { DifferencesOf } from '../differences';

const UNKNOWN_KEY = 'Documented for an unknown key, which is 401 in most of the document (docs/vast.md).';
const OTHER_KIND = 'Only in the rows of its own kind of contract.';

export const billing: DifferencesOf = {
  list_all_vast_ai_charges: {
    reply: {
      'status 404 is not tried': UNKNOWN_KEY,
      'reply.results[].metadata.template_id is missing': OTHER_KIND,
      'reply.results[].metadata.endpoint_id is missing': OTHER_KIND,
      'reply.results[].metadata.workergroup_id is missing': OTHER_KIND,
    },
  },
  list_all_vast_ai_invoices: {
    reply: { 'status 404 is not tried': UNKNOWN_KEY },
  },
};
