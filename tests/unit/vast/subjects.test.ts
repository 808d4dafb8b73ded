import { expect, it } from 'vitest';
import { operationByName, subjects } from '@/lib/vast/operations';

it('each operation is of one subject', () => {
  const names = subjects.flatMap((subject) => [...subject.names]);
  expect(names.toSorted()).toEqual([...operationByName.keys()].toSorted());
});
