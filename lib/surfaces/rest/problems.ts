import { problem } from '@/lib/vast/problem';

export const noSuchPath = problem<{ path: string }>('rest.no_such_path', {
  again: 'no',
  status: 404,
  say: (p) => `There is nothing at ${p.path}. /api/openapi.json lists every path.`,
});
export const methodUnknown = problem<{ method: string; methods: string }>('rest.method_unknown', {
  again: 'after-change',
  status: 405,
  say: (p) => `This path doesn’t answer ${p.method}. It answers ${p.methods}.`,
});
export const tokenNeeded = problem('rest.token_needed', {
  again: 'after-change',
  status: 401,
  say: () =>
    'Send an API token as "Authorization: Bearer gantry_…". A signed-in browser may read without one.',
});
export const accountNeeded = problem<{ accounts: string }>('rest.account_needed', {
  again: 'after-change',
  status: 422,
  say: (p) =>
    `Say which Vast.ai account is meant, as ?account= or in the header Gantry-Account: ${p.accounts}.`,
});
export const accountUnknown = problem<{ given: string }>('rest.account_unknown', {
  again: 'after-change',
  status: 404,
  say: (p) => `There is no account ${p.given} in this workspace. Give its id or its name.`,
});
export const bodyUnreadable = problem('rest.body_unreadable', {
  again: 'after-change',
  status: 400,
  say: () => 'The body is no JSON object of at most 1 MB.',
});
export const inputMalformed = problem<{ fields: string }>('rest.input_malformed', {
  again: 'after-change',
  status: 422,
  say: (p) => `${p.fields}.`,
});
export const cursorInvalid = problem('rest.cursor_invalid', {
  again: 'no',
  status: 400,
  say: () =>
    'This cursor isn’t one of this list: begin again without it, and change nothing but limit and cursor between pages.',
});
export const keyMalformed = problem('rest.key_malformed', {
  again: 'after-change',
  status: 400,
  say: () => 'An Idempotency-Key is 1 to 200 visible ASCII characters.',
});
