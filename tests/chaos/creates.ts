/** Six ways of making something that must not be made twice, each under a name by which it is found again. */
import type { Input, Name } from '@/clients/typescript/src';
import { machineOffer, type Shop, volumeOffer } from './market';

export type Made =
  | 'update_a_vast_ai_ask_by_id'
  | 'create_a_vast_ai_template'
  | 'create_a_vast_ai_secret'
  | 'create_a_vast_ai_auth_apikey'
  | 'update_a_vast_ai_volume_by_id'
  | 'create_a_vast_ai_endptjob';

export interface Create<N extends Name = Made> {
  key: string;
  operation: N;
  /** What Vast.ai knows it by. */
  mark: string;
  input: Input<N>;
}

interface Kind<N extends Made> {
  operation: N;
  input: (shop: Shop, n: number, mark: string) => Promise<Input<N>> | Input<N>;
  /** Where the emulator's journal has the mark. */
  marked: (body: Record<string, unknown>) => unknown;
  /** The reply's name for what was made; none where a name is all there is. */
  id: (result: Record<string, unknown>) => unknown;
  /** Two at a time have one name: nothing but time tells their traces apart. */
  twins?: true;
}

const DISK_GB = 16;
const kind = <N extends Made>(one: Kind<N>): Kind<N> => one;

const kinds = [
  kind({
    operation: 'update_a_vast_ai_ask_by_id',
    input: async (shop, n, label) => ({
      ...{ id: (await machineOffer(shop, n, DISK_GB)).id, disk: DISK_GB, image: 'ubuntu', label },
    }),
    marked: (body) => body.label,
    id: (result) => result.new_contract,
  }),
  kind({
    operation: 'create_a_vast_ai_template',
    input: (_, n, name) => ({ name, image: 'ubuntu', env: `-e TOKEN=${n}` }),
    marked: (body) => body.name,
    id: ({ template }) => (template as { id: number } | null)?.id,
  }),
  kind({
    operation: 'create_a_vast_ai_secret',
    input: (_, n, key) => ({ key, value: `secret ${n}` }),
    marked: (body) => body.key,
    id: () => undefined,
  }),
  kind({
    operation: 'create_a_vast_ai_auth_apikey',
    input: (_, __, name) => ({ name, permissions: { api: { instance_read: {} } } }),
    marked: (body) => body.name,
    id: (result) => result.id,
    twins: true,
  }),
  kind({
    operation: 'update_a_vast_ai_volume_by_id',
    input: async (shop, n, name) => ({ id: (await volumeOffer(shop, n)).id, size: 1, name }),
    marked: (body) => body.name,
    id: (result) => result.id,
  }),
  kind({
    operation: 'create_a_vast_ai_endptjob',
    input: (_, __, endpoint_name) => ({ endpoint_name, min_load: 0, cold_workers: 0, max_workers: 1 }),
    marked: (body) => body.endpoint_name,
    id: (result) => result.result,
    twins: true,
  }),
];

export const kindOf = (operation: string) => kinds.find((one) => one.operation === operation);

/** The nth of a night: the kinds take turns. */
export async function createOf(shop: Shop, n: number): Promise<Create> {
  const its = kinds[n % kinds.length];
  if (!its) throw new Error('there are kinds');
  const round = Math.floor(n / kinds.length);
  const mark = `IDEM_${its.twins ? `TWIN_${Math.floor(round / 2)}` : n}`;
  const input = (await its.input(shop, n, mark)) as Create['input'];
  return { key: `night-${n}`, operation: its.operation, mark, input };
}
