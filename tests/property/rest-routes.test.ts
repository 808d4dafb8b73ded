/** Every operation has its two places, none in another's way, and what is written there is read back as it was. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRoute, routeOf, routes } from '@/lib/surfaces/rest/routes';
import { operationByName, operations } from '@/lib/vast/operations';

const filled = (path: string, value: string) =>
  path.split('/').map((segment) => (segment.startsWith('{') ? value : segment));

it('all operations are there, twice', () => {
  expect(operationByName.size).toBe(105);
  for (const place of ['resource', 'proxy'] as const) {
    const there = routes.filter((route) => route.place === place).map(({ op }) => op.name);
    expect(there.sort()).toEqual([...operationByName.keys()].sort());
  }
});

it('no two collide, whatever stands in their blanks', () => {
  const places = routes.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
  expect(new Set(places).size).toBe(places.length);
});

it.each(routes)('$method $path leads to its operation', (route) => {
  fc.assert(
    fc.property(fc.integer({ min: 1 }), (number) => {
      const found = findRoute(route.method, filled(route.path, String(number)));
      expect('route' in found && found.route.op.name).toBe(route.op.name);
    }),
    { numRuns: 5 },
  );
});

describe('the resource', () => {
  it.each([
    [operations.listInstances.name, 'GET instances'],
    [operations.showInstance.name, 'GET instances/{id}'],
    [operations.destroyInstance.name, 'DELETE instances/{id}'],
    [operations.changeBid.name, 'PUT instances/{id}/bid_price'],
    [operations.rebootInstance.name, 'PUT instances/{id}/reboot'],
    [operations.rentOffer.name, 'PUT asks/{id}'],
    [operations.attachSshKey.name, 'POST instances/{id}/ssh'],
  ])('of %s is %s', (name, expected) => {
    const { method, path } = routeOf(operationByName.get(name) ?? never(), 'resource');
    expect(`${method} ${path}`).toBe(expected);
  });

  it('1:1 is Vast.ai’s own method and path', () => {
    const found = findRoute('PUT', 'proxy/api/v0/instances/bid_price/7'.split('/'));
    expect(found).toMatchObject({ route: { op: { name: operations.changeBid.name } }, params: { id: '7' } });
  });

  it('a path that is there says which methods it answers', () => {
    expect(findRoute('PATCH', ['instances'])).toEqual({ methods: ['GET'] });
    expect(findRoute('GET', ['nothing', 'here'])).toEqual({ methods: [] });
  });
});

const never = (): never => {
  throw new Error('no operation');
};
