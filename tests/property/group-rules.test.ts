import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GroupRule, grantOf, parseGroupRules } from '@/lib/policy/groups';
import { type Role, roles } from '@/lib/policy/roles';

const someRole = fc.constantFrom(...(Object.keys(roles) as Role[]));
const words = (forbidden: RegExp, maxLength: number) =>
  fc
    .string({ unit: 'grapheme-composite', minLength: 1, maxLength })
    .map((text) => text.replace(forbidden, '').trim())
    .filter((text) => text !== '' && text.length <= maxLength);
// Whatever a provider may call a group: everything but the semicolon, as long as it doesn't read as a rule.
const someGroup = words(/[;\p{C}]/gu, 40).filter(
  (group) => !/=\s*(owner|admin|engineer|finance|viewer)(?![\p{L}\p{N}_.-])/u.test(group),
);
const someTeams = fc.uniqueArray(words(/[;,=\p{C}]/gu, 60), { maxLength: 4 });
const someRules: fc.Arbitrary<GroupRule[]> = fc.uniqueArray(
  fc.record({ group: someGroup, role: someRole, teams: someTeams }),
  { selector: (rule) => rule.group, minLength: 1, maxLength: 6 },
);

const written = (rules: readonly GroupRule[]) =>
  rules
    .map(({ group, role, teams }) => `${group}=${role}${teams.length > 0 ? `:${teams.join(',')}` : ''}`)
    .join(';');

describe('the rules of groups', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(someRules, (rules) => {
        expect(parseGroupRules(written(rules))).toEqual({ ok: true, value: rules });
      }),
    );
  });

  it('are read or refused, whatever stands there, and never give a role that isn’t spelled out', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'am=;:, ownerdi') }), (text) => {
        const read = parseGroupRules(text);
        if (!read.ok) {
          expect(read.problem.say).toContain('Write it like');
          return;
        }
        expect(read.value).toHaveLength(text.split(';').length);
        for (const { role } of read.value) expect(text).toMatch(new RegExp(`=\\s*${role}`));
        expect(new Set(read.value.map((rule) => rule.group)).size).toBe(read.value.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it('lose a rule or gain a mistake with every letter of a role that goes missing', () => {
    fc.assert(
      fc.property(someRules, fc.nat(), (rules, at) => {
        const broken = rules.map((rule, index) =>
          index === at % rules.length ? { ...rule, role: rule.role.slice(1) as Role } : rule,
        );
        expect(parseGroupRules(written(broken)).ok).toBe(false);
      }),
    );
  });
});

describe('what somebody’s groups give', () => {
  const someCase = someRules.chain((rules) =>
    fc.tuple(
      fc.constant(rules),
      fc.subarray(rules.map((rule) => rule.group)),
      fc.array(someGroup, { maxLength: 3 }),
    ),
  );

  it('doesn’t depend on the order in which the provider names them, nor on groups nobody asked about', () => {
    fc.assert(
      fc.property(someCase, fc.nat(), ([rules, mine, others], turn) => {
        const foreign = others.filter((group) => rules.every((rule) => rule.group !== group));
        const groups = [...mine, ...foreign];
        const turned = [
          ...groups.slice(turn % (groups.length + 1)),
          ...groups.slice(0, turn % (groups.length + 1)),
        ];
        expect(grantOf(rules, turned)).toEqual(grantOf(rules, mine));
      }),
    );
  });

  it('is no more than the rules of these groups give, and nothing without one', () => {
    fc.assert(
      fc.property(someCase, ([rules, mine]) => {
        const grant = grantOf(rules, mine);
        const fitting = rules.filter((rule) => mine.includes(rule.group));
        if (!grant) {
          expect(fitting).toEqual([]);
          return;
        }
        expect(fitting.map((rule) => rule.role)).toContain(grant.role);
        expect([...(grant.teams ?? [])].sort()).toEqual(
          [...new Set(fitting.flatMap((rule) => rule.teams))].sort(),
        );
      }),
    );
  });
});
