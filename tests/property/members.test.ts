import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lastOwner, memberRefusal, ownerRefusal, ownersOnly } from '@/lib/policy/members';
import { type Role, roles } from '@/lib/policy/roles';

const role = fc.constantFrom(...(Object.keys(roles) as Role[]));
const somebody = fc.constantFrom('ada', 'bob', 'cy', 'dee');
const change = fc.record({ personId: somebody, to: fc.option(role) });

it('whatever is asked, in whatever order, a workspace with an owner keeps one, and nothing else is refused', () => {
  fc.assert(
    fc.property(fc.dictionary(somebody, role), fc.array(change, { maxLength: 30 }), (rest, changes) => {
      const members = new Map<string, string>([...Object.entries(rest), ['eve', 'owner']]);
      const owners = () => [...members].filter(([, is]) => is === 'owner').map(([personId]) => personId);
      for (const { personId, to } of [...changes, { personId: 'eve', to: null }]) {
        const wasOnly = owners().length === 1 && owners()[0] === personId;
        const refused = memberRefusal(members, { personId, to });
        expect(refused?.code).toBe(wasOnly && to !== 'owner' ? lastOwner.code : undefined);
        if (refused) continue;
        if (to === null) members.delete(personId);
        else members.set(personId, to);
        expect(owners().length).toBeGreaterThan(0);
      }
    }),
  );
});

it('only an owner touches owners', () => {
  fc.assert(
    fc.property(role, fc.option(role), fc.option(role), (actor, from, to) => {
      const refused = ownerRefusal(actor, from, to);
      expect(refused?.code).toBe(
        actor !== 'owner' && (from === 'owner' || to === 'owner') ? ownersOnly.code : undefined,
      );
    }),
  );
});
