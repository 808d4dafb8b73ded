import { sessionFromRequest } from '@/lib/auth/scope';
import { log } from '@/lib/log';
import { may } from '@/lib/policy/roles';
import { syncState } from '@/lib/queries/costs';
import { db } from '@/lib/queries/db';

/** Whether Gantry works, for anybody; how far each account's costs are read, for somebody signed in. */
export async function GET(request: Request): Promise<Response> {
  try {
    const signedIn = await sessionFromRequest(request);
    const scope = signedIn?.scope;
    if (!scope || !may(scope.role, 'accounts.read')) return answer({ status: 'ok' }, 200);
    return answer({ status: 'ok', accounts: await syncState(db(), scope) }, 200);
  } catch (error) {
    log('web').error({ err: error }, 'health is not known');
    return answer({ status: 'failing' }, 503);
  }
}

const answer = (body: object, status: number) =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
