import { referencePage } from '@/lib/surfaces/rest/reference';

/** The page to read `/api/openapi.json`; as open as the document itself. */
export const GET = (request: Request): Response => referencePage(request);
