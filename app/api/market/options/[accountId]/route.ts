import { scopeFromRequest } from '@/lib/auth/scope';
import { rentOptions } from '@/lib/surfaces/rent-options';

/** The templates and SSH keys that an account has at Vast.ai. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ accountId: string }> },
): Promise<Response> {
  const scope = await scopeFromRequest(request, 'instances.rent');
  if (scope instanceof Response) return scope;
  const options = await rentOptions(scope, (await params).accountId);
  return Response.json(options, { headers: { 'cache-control': 'no-store' } });
}
