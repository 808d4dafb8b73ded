import { problem } from '@/lib/vast/problem';

export const noSuchTool = problem<{ name: string; sets: string }>('mcp.no_such_tool', {
  again: 'no',
  status: 404,
  say: (p) => `There is no tool ${p.name} here. ${p.sets}`,
});
export const readOnlyDoor = problem<{ name: string }>('mcp.read_only', {
  again: 'no',
  status: 403,
  say: (p) => `${p.name} changes something, and this address only reads.`,
});
export const noSuchToolset = problem<{ name: string; known: string }>('mcp.no_such_toolset', {
  again: 'after-change',
  status: 404,
  say: (p) => `There is no toolset ${p.name} for this token. There are ${p.known}.`,
});
export const foreignOrigin = problem('mcp.foreign_origin', {
  again: 'no',
  status: 403,
  say: () => 'This request comes from a page of another site. Agents send no Origin, or Gantry’s own.',
});
export const notBySession = problem('mcp.post_only', {
  again: 'after-change',
  status: 405,
  say: () => 'This server keeps no sessions: it answers POST, and streams nothing on its own.',
});
