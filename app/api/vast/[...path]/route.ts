import { rest } from '@/lib/surfaces/rest';

/** Every operation of Vast.ai for programs: under its resource, and 1:1 under `/api/vast/proxy/`. */
const handler = (request: Request): Promise<Response> => rest(request);

export { handler as DELETE, handler as GET, handler as PATCH, handler as POST, handler as PUT };
