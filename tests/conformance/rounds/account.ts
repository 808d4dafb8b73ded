import { expect } from 'vitest';
import { operations } from '@/lib/vast/operations';
import { round, type Stage } from '../round';

const { createSubaccount, listIpAddresses, listSubaccounts, showUser, transferCredit, updateUser } =
  operations;

const LAB = { email: 'lab@example.com', username: 'lab', password: 'correct horse' };

const aSubaccount = (stage: Stage) => stage.call(createSubaccount, LAB);

const creditOf = async (stage: Stage) => (await stage.call(showUser, {})).credit?.toNumber() ?? 0;

const movedLast = (stage: Stage, email: string) =>
  stage.emulator.world.accounts.find((one) => one.email === email)?.wallet.movements.at(-1);

export const account = [
  round(showUser, {
    input: {},
    expect: (output) => {
      expect(output).toMatchObject({ email: 'ops@northwind.example' });
      expect(output.credit?.toNumber()).toBeGreaterThan(0);
    },
  }),
  round(listIpAddresses, {
    input: {},
    expect: ({ results }) => expect(results[0]?.ip_address).toMatch(/^\d+(\.\d+){3}$/),
  }),
  round(listSubaccounts, {
    input: async (stage) => {
      await aSubaccount(stage);
      return {};
    },
    expect: ({ users }) => {
      expect(users).toMatchObject([{ username: 'lab', email: LAB.email }]);
      expect(users[0]).not.toHaveProperty('credit');
    },
  }),
  round(createSubaccount, {
    input: LAB,
    refusals: [
      { input: { ...LAB, email: 'nobody' }, status: 400 },
      { input: { ...LAB, username: 'ops' }, status: 409 },
    ],
    expect: async ({ id, username }, stage) => {
      expect(username).toBe('lab');
      expect((await stage.call(listSubaccounts, {})).users.map((one) => one.id)).toEqual([id]);
    },
  }),
  round(updateUser, {
    input: { fullname: 'Northwind AI AB' },
    refusals: [{ input: { fullname: '' }, status: 400 }],
    expect: async (_, stage) =>
      expect(await stage.call(showUser, {})).toMatchObject({ fullname: 'Northwind AI AB', username: 'ops' }),
  }),
  round(transferCredit, {
    input: async (stage) => {
      await aSubaccount(stage);
      return { recipient: LAB.email, amount: '12.34' };
    },
    refusals: [
      { input: { recipient: 'nobody@example.com', amount: '1' }, status: 400 },
      { input: { recipient: LAB.email, amount: '1000000' }, status: 400 },
    ],
    expect: async (_, stage) => {
      const [out, into] = [movedLast(stage, 'ops@northwind.example'), movedLast(stage, LAB.email)];
      expect(out?.ticks).toBe(-(into?.ticks ?? 0n));
      expect(out?.description).toBe('Transfer to lab@example.com');
      expect(await creditOf(stage)).toBeGreaterThan(0);
    },
  }),
];
