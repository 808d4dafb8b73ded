import { mcp } from '@/lib/surfaces/mcp';

/** Agents, by the Model Context Protocol. Its tools follow from the operations and the token. */
const handler = (request: Request): Promise<Response> => mcp(request);

export { handler as DELETE, handler as GET, handler as POST };
