import { takeNotice } from '@/lib/surfaces/vast-notice';

type Context = { params: Promise<{ hook: string }> };

/** Vast.ai posts an account's notifications here. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  return takeNotice(request, (await params).hook);
}
