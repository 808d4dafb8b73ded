import { clientFiles } from './client';
import { errorsPage } from './errors';
import { operationsPage, wireFiles } from './operations';

/** In these, nothing but generated files stands. */
export const GENERATED_FOLDERS = ['tests/wire', 'clients/typescript/src/operations'] as const;

/** Every generated file by its path in the project, with what must be in it. */
export async function generatedFiles(root: string): Promise<Map<string, string>> {
  return new Map([
    ['docs/errors.md', await errorsPage(root)],
    ['docs/operations.md', operationsPage()],
    ...wireFiles(),
    ...clientFiles(),
  ]);
}
