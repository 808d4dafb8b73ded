/** A tool as `tools/list` tells it. */
import type { Tool as SdkTool } from '@modelcontextprotocol/sdk/types.js';
import type { Json, Tool } from './tool';

/** One object, never a union: clients drop those without a word. An error carries code, message, retry and fix instead. */
const answerSchema = (result: Json): SdkTool['outputSchema'] => ({
  type: 'object',
  properties: {
    status: { enum: ['done', 'plan', 'needs_approval', 'unknown'] },
    result,
    plan: { type: 'object' },
    truncated: { type: 'object' },
  },
});

export function definitionOf(tool: Tool): SdkTool {
  const reads = tool.effect === 'reads';
  return {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: { type: 'object', ...tool.input },
    outputSchema: answerSchema(tool.result),
    annotations: {
      readOnlyHint: reads,
      destructiveHint: !reads && tool.effect !== 'writes',
      idempotentHint: tool.idempotent,
      openWorldHint: tool.openWorld,
    },
  };
}
