import { describe, expect, it } from 'vitest';
import { type Operation, worstEffect } from '@/lib/vast/operation';
import { operationByName } from '@/lib/vast/operations';

const all: readonly Operation[] = [...operationByName.values()];

/** What gives somebody a way into the account, said apart from the descriptions. */
const GRANTS = [
  'create_a_vast_ai_auth_apikey',
  'create_a_vast_ai_ssh',
  'update_a_vast_ai_ssh_by_id',
  'create_a_vast_ai_instance_ssh',
  'create_a_vast_ai_user',
  'update_a_vast_ai_user_by_id',
  'create_a_vast_ai_team_invite',
  'create_a_vast_ai_team_role',
  'update_a_vast_ai_team_role_by_id',
];

describe('the registry', () => {
  it('calls a grant whatever gives somebody a way in, and nothing else', () => {
    const grants = all.filter((op) => worstEffect(op) === 'grants').map((op) => op.name);
    expect(grants.toSorted()).toEqual(GRANTS.toSorted());
  });

  it('shows once only what is secret otherwise', () => {
    for (const { name, secretOutput = [], shownOnce = [] } of all)
      expect({ name, shown: shownOnce.filter((field) => !secretOutput.includes(field)) }).toEqual({
        name,
        shown: [],
      });
  });
});
