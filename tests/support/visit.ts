import { OWNER } from './app';

/** Signs in as the form does, without a browser; returns the session's cookie. */
export async function signIn(url: string): Promise<string> {
  const cookies = (response: Response) =>
    response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  const asked = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookies(asked).join('; ') },
    body: new URLSearchParams({ ...OWNER, csrfToken }),
  });
  return [...cookies(asked), ...cookies(answer)].join('; ');
}
