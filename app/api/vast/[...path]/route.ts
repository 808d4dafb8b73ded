import { after } from 'next/server';
import { readsWritten, rest } from '@/lib/surfaces/rest';

/** Every operation of Vast.ai for programs: under its resource, and 1:1 under `/api/vast/proxy/`. */
async function handler(request: Request): Promise<Response> {
  const answer = await rest(request);
  // A server that is told to end waits for this, and so for the audit of what was read.
  after(readsWritten);
  return answer;
}

export { handler as DELETE, handler as GET, handler as PATCH, handler as POST, handler as PUT };
