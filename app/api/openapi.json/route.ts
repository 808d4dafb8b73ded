import { openApi } from '@/lib/surfaces/rest/openapi';

/** What programs can ask for, for whoever writes one: it names no workspace and no secret. */
export const GET = (): Response => Response.json(openApi());
