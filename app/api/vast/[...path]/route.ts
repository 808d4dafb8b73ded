import { rest } from '@/lib/surfaces/rest';

type Context = { params: Promise<{ path: string[] }> };

/** Every operation of Vast.ai for programs: under its resource, and 1:1 under `/api/vast/proxy/`. */
const handler = async (request: Request, { params }: Context): Promise<Response> =>
  rest(request, (await params).path.map(decodeURIComponent));

export { handler as DELETE, handler as GET, handler as PATCH, handler as POST, handler as PUT };
