/** One thing that somebody asks of an agent, as a script of calls that needs no model, and what it may cost. */
import type { NewApiToken } from '@/lib/gateway/tokens';
import { tokensOf } from '@/lib/surfaces/mcp/size';
import { decide } from '@/tests/support/agent';
import { type McpAgent, mcpAgent, type Told } from '@/tests/support/mcp';
import type { TestWorld } from '@/tests/support/world';

export interface Script {
  world: TestWorld;
  call(name: string, args?: Record<string, unknown>): Promise<Told>;
  /** What a call gave, as the one object it is. */
  result<T>(name: string, args?: Record<string, unknown>): Promise<T>;
  person(planId: unknown, decision: 'approved' | 'refused'): Promise<void>;
  /** Calls that Vast.ai took, by their operation. */
  taken(operation: string): Promise<number>;
}

export interface Task {
  asks: string;
  token?: Partial<NewApiToken> & { path?: string };
  /** It stops the agents or the clock, and so has a world to itself. */
  alone?: true;
  /** True when it came out as it should. */
  does(script: Script): Promise<boolean>;
}

export interface Score {
  success: boolean;
  calls: number;
  tokens: number;
}

/** An allowance that reaches for anything here. */
export const RICH = { dayUsd: '500', rentHourUsd: '50' };

export async function play(world: TestWorld, task: Task): Promise<Score> {
  const agent: McpAgent = await mcpAgent(world, { name: task.asks, ...task.token });
  const { tools } = await agent.client.listTools();
  const score = { success: false, calls: 0, tokens: tokensOf(JSON.stringify(tools)) };
  const call: Script['call'] = async (name, args = {}) => {
    const told = await agent.call(name, args);
    score.calls += 1;
    score.tokens += tokensOf(JSON.stringify(args)) + tokensOf(told.text);
    return told;
  };
  score.success = await task.does({
    world,
    call,
    result: async <T>(name: string, args?: Record<string, unknown>) =>
      (await call(name, args)).said.result as T,
    person: async (planId, decision) => void (await decide(world, String(planId), decision)),
    taken: async (operation) => (await world.journal()).filter((one) => one.operation === operation).length,
  });
  return score;
}
