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

/** Whose lost answer nothing at Vast.ai tells and that isn't simply sent again: for a person, each with its reason. */
const FOR_A_PERSON: Record<string, RegExp> = {
  create_a_vast_ai_commands_rclone: /can’t be told from another/,
  create_a_vast_ai_network_disk: /No operation lists/,
  create_a_vast_ai_team: /No operation lists teams/,
  create_a_vast_ai_team_invite: /stand in no list/,
  create_a_vast_ai_webhook_secret_rotation: /doesn’t say which secret/,
  delete_a_vast_ai_team_by_id: /names no team/,
  update_a_vast_ai_commands_copy_direct_by_id: /can’t be told from another/,
  update_a_vast_ai_commands_transfer_credit_by_id: /look alike/,
  update_a_vast_ai_instances_command_by_id: /Nothing lists what was run/,
  update_a_vast_ai_instances_prepay_by_id: /drains/,
  update_a_vast_ai_instances_recycle_by_id: /looks as before/,
  update_a_vast_ai_machines_create_bid_by_id: /doesn’t say which job/,
};

describe('the registry', () => {
  it('finds out by itself what became of every call, but for those that only a person can tell', () => {
    expect(all).toHaveLength(105);
    for (const op of all) {
      const { name, lostAnswer, trace, untold = '', touches } = op;
      const reason = FOR_A_PERSON[name];
      if (worstEffect(op) === 'reads') expect({ name, lostAnswer }).toEqual({ name, lostAnswer: 'repeat' });
      else if (reason) expect(untold, name).toMatch(reason);
      else if (lostAnswer === 'look') expect(worstEffect(trace?.in ?? op), name).toBe('reads');
      else expect({ name, lostAnswer }).toEqual({ name, lostAnswer: 'repeat' });
      // What was asked for later is known by what it touches.
      if (worstEffect(op) !== 'reads' && name !== 'create_a_vast_ai_webhook_test')
        expect(touches.length, name).toBeGreaterThan(0);
    }
    expect(
      all
        .filter(({ lostAnswer }) => lostAnswer === 'ask')
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(Object.keys(FOR_A_PERSON));
  });

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
