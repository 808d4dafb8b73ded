import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The sources' texts, read once. */
export function readerOf(root) {
  const texts = new Map();
  return (source) => {
    if (!texts.has(source)) texts.set(source, readFileSync(join(root, source), 'utf8'));
    return texts.get(source);
  };
}

/**
 * Whether a text imports a module for its types alone, which are gone at run time. The parser doesn't tell;
 * Biome keeps such imports in statements of their own.
 */
export function onlyTypes(text, module) {
  const from = `['"]${module.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}['"]`;
  const statements = text.match(
    new RegExp(`(?:import|export)\\s[^;'"]*from\\s*${from}|import\\s*${from}|import\\(\\s*${from}`, 'g'),
  );
  return statements?.every((statement) => /^(import|export)\s+type\s/.test(statement)) ?? false;
}
