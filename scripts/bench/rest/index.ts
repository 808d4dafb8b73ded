/** The doors of programs: what Gantry adds to a call, how much its emulator bears, and what agents are given to read. */
import { TOOLSETS } from '@/lib/policy/toolsets';
import { tokensOf } from '@/lib/surfaces/mcp/size';
import { definitionIn, toolsIn } from '@/lib/surfaces/mcp/toolsets';
import type { Measured } from '../benches';
import { doors } from './doors';
import { emulatorFigures } from './figures';

const CORE_MAX = 6_000;
/** Nobody said how large the others may be; beyond this no agent could think of anything else. */
const SET_MAX = 100_000;

const sizes = (): Measured[] =>
  TOOLSETS.map((set) => ({
    name: `toolset ${set}: definitions, tokens`,
    value: toolsIn(set)
      .map((tool) => tokensOf(JSON.stringify(definitionIn(tool, set === 'all'))))
      .reduce((sum, one) => sum + one, 0),
    limit: set === 'core' ? CORE_MAX : SET_MAX,
    direction: 'max',
  }));

export const rest = async (): Promise<Measured[]> => [
  ...(await emulatorFigures()),
  ...(await doors()),
  ...sizes(),
];
