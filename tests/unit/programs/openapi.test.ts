import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openApi } from '@/lib/surfaces/rest/openapi';
import { routes } from '@/lib/surfaces/rest/routes';

interface Described {
  operationId: string;
  parameters: { name?: string; in?: string; required?: boolean; $ref?: string }[];
  requestBody?: { content: Record<string, { schema: { properties: Record<string, unknown> } }> };
  responses: Record<string, unknown>;
}

// As whoever reads it gets it.
const document = JSON.parse(JSON.stringify(openApi())) as {
  openapi: string;
  paths: Record<string, Record<string, Described>>;
};

it('is 3.1, every reference leads somewhere, and every operation has a name of its own', () => {
  expect(document.openapi).toBe('3.1.0');
  const text = JSON.stringify(document);
  for (const [, pointer = ''] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    if (pointer.startsWith('$defs')) throw new Error(`a reference out of its schema: ${pointer}`);
    const found = pointer.split('/').reduce<unknown>((at, step) => (at as never)?.[step], document);
    expect(found, pointer).toBeDefined();
  }
  const ids = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map((one) => one.operationId),
  );
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toHaveLength(2 * 105 + 1);
});

it('says what every field of a reply is', () => {
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const { operationId, responses } of Object.values(methods)) {
      if (operationId === 'show_outcome') continue;
      const { content } = responses['200'] as {
        content: Record<string, { schema: { properties: { result: Record<string, unknown> } } }>;
      };
      const result = content['application/json']?.schema.properties.result ?? {};
      expect(Object.keys(result), path).toContain('type');
      const untyped = Object.entries(result.properties ?? {}).filter(
        ([, field]) => Object.keys(field as object).length === 0,
      );
      // Permissions are JSON of Vast.ai's own.
      expect(untyped.map(([name]) => name).filter((name) => name !== 'permissions')).toEqual([]);
    }
  }
});

describe.each(routes)('$method $path', ({ op, method, path, place }) => {
  const there = document.paths[`/api/vast/${path}`]?.[method.toLowerCase()];

  it('is described with every field of its input in one place', () => {
    expect(there?.operationId).toBe(place === 'resource' ? op.name : `${op.name}_1_to_1`);
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(there?.parameters.filter((one) => one.in === 'path').map((one) => one.name)).toEqual(inPath);
    const named = [
      ...(there?.parameters ?? []).flatMap((one) => (one.name ? [one.name] : [])),
      ...Object.keys(there?.requestBody?.content['application/json']?.schema.properties ?? {}),
    ];
    const fields = Object.keys(op.input instanceof z.ZodObject ? op.input.shape : {});
    expect(named.sort()).toEqual(fields.sort());
    expect(Object.keys(there?.responses ?? {})).toEqual(expect.arrayContaining(['200', 'default']));
  });
});
