import { describe, expect, it } from 'vitest';
import { grantOf, parseGroupRules } from '@/lib/policy/groups';

const rules = (text: string) => {
  const read = parseGroupRules(text);
  if (!read.ok) throw new Error(read.problem.say);
  return read.value;
};

describe('the rules of groups', () => {
  it('name a group, its role, and its teams', () => {
    expect(rules('gantry-admins=admin;ml=engineer:Research,Search')).toEqual([
      { group: 'gantry-admins', role: 'admin', teams: [] },
      { group: 'ml', role: 'engineer', teams: ['Research', 'Search'] },
    ]);
  });

  it('take groups as providers write them, and blanks around everything', () => {
    expect(rules(' /company/ml = viewer : NLP , R & D ; cn=ops,ou=groups,dc=example=finance ')).toEqual([
      { group: '/company/ml', role: 'viewer', teams: ['NLP', 'R & D'] },
      { group: 'cn=ops,ou=groups,dc=example', role: 'finance', teams: [] },
    ]);
    expect(rules('cn=ml,ou=admin-eu=viewer')[0]?.group).toBe('cn=ml,ou=admin-eu');
    expect(rules('a1b2c3d4-0000-4000-8000-00000000000a=owner:Time: saved')[0]?.teams).toEqual([
      'Time: saved',
    ]);
  });

  it.each([
    ['', /nothing is said/],
    ['ml=engineer;', /nothing is said/],
    [';ml=engineer', /nothing is said/],
    ['ml=engineer;;ops=viewer', /nothing is said/],
    ['ml', /“ml” doesn’t say which group gets which role/],
    ['=admin', /“=admin” doesn’t say/],
    ['ml=king', /“king” is no role; there are owner, admin, engineer, finance, viewer\./],
    ['ml=Engineer', /“Engineer” is no role/],
    ['ml=', /“” is no role/],
    ['ml=engineer:', /A team of “ml” has no name/],
    ['ml=engineer:NLP,', /A team of “ml” has no name/],
    ['ml=engineer:NLP,NLP', /“ml” names a team twice/],
    [`ml=engineer:${'x'.repeat(61)}`, /at most 60 letters/],
    ['ml=engineer:N\u0007LP', /is no team’s name/],
    ['ml=engineer;ml=viewer', /“ml” stands there twice/],
    // A comma where a semicolon was meant would make a group of half the list, and a viewer of an engineer.
    ['ml=engineer:NLP,ops=viewer', /holds two rules; a semicolon goes between them/],
    ['ml=engineer,ops=viewer', /holds two rules/],
    ['admins=admin ops=viewer', /holds two rules/],
  ])('refuse %j with what is wrong and how it is meant', (text, sentence) => {
    const read = parseGroupRules(text);
    expect(read.ok ? 'read' : read.problem.say).toMatch(sentence);
    expect(read.ok ? '' : read.problem.say).toContain('gantry-admins=admin;ml=engineer:Research,Search');
  });
});

describe('what somebody’s groups give', () => {
  const company = rules(
    'admins=admin;ml=engineer:Research,Search;vision=viewer:Vision,Research;staff=viewer',
  );

  it('is nothing without a group that is on the list, letter by letter', () => {
    expect(grantOf(company, [])).toBeUndefined();
    expect(grantOf(company, ['ML', 'mlx', 'everybody', ''])).toBeUndefined();
  });

  it('is the role of the first rule that fits and the teams of all that do', () => {
    expect(grantOf(company, ['vision', 'ml', 'others'])).toEqual({
      role: 'engineer',
      teams: ['Research', 'Search', 'Vision'],
    });
    expect(grantOf(company, ['staff', 'admins'])).toEqual({ role: 'admin', teams: [] });
    expect(grantOf(company, ['staff'])).toEqual({ role: 'viewer', teams: [] });
  });

  it('leaves the teams to whoever gives them by hand when no rule names any', () => {
    expect(grantOf(rules('admins=admin;staff=engineer'), ['staff'])).toEqual({
      role: 'engineer',
      teams: undefined,
    });
  });
});
