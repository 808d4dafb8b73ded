import { problemResponse } from '@/lib/auth/answers';
import { scopeFromRequest } from '@/lib/auth/scope';
import { instanceKey } from '@/lib/queries/instances-detail';
import { readLog } from '@/lib/surfaces/instance-logs';
import { instanceUnknown } from '@/lib/surfaces/problems';

type Context = { params: Promise<{ account: string; contract: string }> };

const TAIL = 1_000;
const TAIL_MAX = 20_000;

/** The log of the container, or with `source=daemon` the host's; `download=1` answers the text itself. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const scope = await scopeFromRequest(request, 'instances.read');
  if (scope instanceof Response) return scope;
  const { account, contract } = await params;
  const key = instanceKey(account, contract);
  if (!key) return problemResponse(instanceUnknown());
  const { searchParams } = new URL(request.url);
  const source = searchParams.get('source') === 'daemon' ? 'daemon' : 'container';
  const tail = Math.min(TAIL_MAX, Math.max(1, Number(searchParams.get('tail')) || TAIL));
  const log = await readLog(scope, { ...key, source, tail: Math.floor(tail) });
  if (!log.ok) return problemResponse(log.problem);
  if (searchParams.get('download') !== '1') {
    return Response.json(log.value, { headers: { 'cache-control': 'no-store' } });
  }
  return new Response(`${log.value.lines.join('\n')}\n`, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="instance-${contract}-${source}.log"`,
      'cache-control': 'no-store',
    },
  });
}
