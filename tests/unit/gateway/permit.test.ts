import { describe, expect, it } from 'vitest';
import { permissionFor, refusalFor } from '@/lib/gateway/permit';
import type { Actor } from '@/lib/policy/actor';
import type { Role } from '@/lib/policy/roles';
import { type VastScope, worstEffect } from '@/lib/vast/operation';
import { operations } from '@/lib/vast/operations';

const base = {
  kind: 'person',
  workspaceId: 'w',
  personId: 'p',
  name: 'P',
  sees: 'all',
  via: 'page',
} as const;
const viewer: Actor = { ...base, role: 'viewer' };
const owner: Actor = { ...base, role: 'owner' };
const sync: Actor = { kind: 'rule', rule: 'sync', workspaceId: 'w', name: 'Sync' };
// The account’s whole money, and what it hosts, are not for everybody to see.
const HIDDEN = new Set<VastScope>(['billing_read', 'machine_read']);
const anyInput = (name: string) => (name === 'manageInstance' ? { id: 1, state: 'running' } : { id: 1 });

describe('who may run an operation', () => {
  for (const [name, op] of Object.entries(operations)) {
    it(`${name}: an owner may, the sync only when it reads, a viewer when it reads what everybody may see`, () => {
      const input = anyInput(name) as never;
      const reads = worstEffect(op) === 'reads';
      expect(refusalFor(op, input, owner)).toBeNull();
      expect(refusalFor(op, input, sync) === null).toBe(reads);
      expect(refusalFor(op, input, viewer) === null).toBe(
        reads && !HIDDEN.has(op.scope) && op.permission === undefined,
      );
    });
  }

  it('a lease that ends destroys its instance and nothing else', () => {
    const lease: Actor = { kind: 'rule', rule: 'lease', workspaceId: 'w', name: 'Lease' };
    expect(refusalFor(operations.destroyInstance, { id: 1 }, lease)).toBeNull();
    expect(refusalFor(operations.deleteVolume, { id: 1 }, lease)).toMatchObject({
      code: 'gateway.not_permitted',
    });
  });

  it('an unknown role may do nothing', () => {
    const stranger = { ...base, role: 'admiral' as Role };
    expect(refusalFor(operations.listInstances, { limit: 25 }, stranger)).toMatchObject({
      code: 'gateway.not_permitted',
    });
  });

  it('destroying needs its own right, renting another; what rents by itself is no other way to either', () => {
    expect(permissionFor(operations.destroyInstance, 'destroys')).toBe('instances.destroy');
    expect(permissionFor(operations.manageInstance, 'spends')).toBe('instances.rent');
    expect(permissionFor(operations.manageInstance, 'writes')).toBe('instances.operate');
    expect(permissionFor(operations.deleteEndpoint, 'destroys')).toBe('instances.destroy');
    expect(permissionFor(operations.createWorkergroup, 'spends')).toBe('instances.rent');
    expect(permissionFor(operations.updateEndpoint, 'writes')).toBe('instances.operate');
    expect(permissionFor(operations.routeRequest, 'spends')).toBe('instances.rent');
    expect(permissionFor({ scope: null }, 'reads')).toBe('accounts.manage');
  });

  it('an account’s endpoints are for nobody who sees their teams only', () => {
    const engineer: Actor = { ...base, role: 'engineer', sees: ['t'] };
    const code = (name: keyof typeof operations) =>
      refusalFor(operations[name], anyInput(name) as never, engineer)?.code;
    expect(code('createEndpoint')).toBe('gateway.not_permitted');
    expect(code('listEndpointWorkers')).toBe('gateway.not_permitted');
    expect(code('rentOffer')).toBeUndefined();
  });
});
