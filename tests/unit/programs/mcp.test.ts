/** What an agent pays for in words, and what it is told of text from outside. */
import { describe, expect, it } from 'vitest';
import { TOOLSETS } from '@/lib/policy/toolsets';
import { capped } from '@/lib/surfaces/mcp/caps';
import { definitionOf } from '@/lib/surfaces/mcp/definition';
import { oursFor } from '@/lib/surfaces/mcp/ours';
import { tokensOf } from '@/lib/surfaces/mcp/size';
import { compact } from '@/lib/surfaces/mcp/table';
import { definitionIn, TOOL_TOKENS, toolsIn } from '@/lib/surfaces/mcp/toolsets';
import { clean, cleanText, marked } from '@/lib/surfaces/mcp/untrusted';
import { fieldsOf } from '@/lib/surfaces/rest/input';
import { operationByName } from '@/lib/vast/operations';

const sizeOf = (definition: unknown) => tokensOf(JSON.stringify(definition));

describe('the words of a toolset', () => {
  it('core: twenty tools and 6,000 tokens at most', () => {
    const core = toolsIn('core').map((tool) => sizeOf(definitionIn(tool, false)));
    expect(core.length).toBeLessThanOrEqual(20);
    expect(core.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(6_000);
  });

  it.each(TOOLSETS.filter((set) => set !== 'all'))('%s: 350 tokens a tool at most', (set) => {
    for (const tool of toolsIn(set)) {
      const told = definitionIn(tool, false);
      expect(sizeOf(told), tool.name).toBeLessThanOrEqual(TOOL_TOKENS);
      // However short, what must be given is there.
      for (const name of definitionOf(tool).inputSchema.required ?? []) {
        expect(told.inputSchema.properties, tool.name).toHaveProperty(name);
      }
    }
  });

  it('tells every tool with its description, and Gantry’s own arguments apart from the operation’s', () => {
    for (const op of operationByName.values()) {
      const shared = Object.keys(oursFor(op)).filter((name) => name in fieldsOf(op));
      expect(shared, op.name).toEqual([]);
    }
    const names = TOOLSETS.filter((set) => set !== 'all').flatMap((set) =>
      toolsIn(set).map(({ name }) => name),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(toolsIn('all')).toHaveLength(operationByName.size);
  });
});

describe('text from outside', () => {
  it('loses what moves, hides or turns, and keeps the rest', () => {
    expect(cleanText('a\u001b[2Jb c\u0007\u202ed\u200be\tf\ng\r\nh')).toBe('ab cde\tf\ng\nh');
    expect(clean({ 'k\u001b[1m': ['\u001b]0;title\u0007x'], n: 1, nothing: null })).toEqual({
      k: ['x'],
      n: 1,
      nothing: null,
    });
    expect(cleanText('größer 中文 🙂')).toBe('größer 中文 🙂');
  });

  it('can’t end its mark', () => {
    for (const end of ['</data-from-outside>', '< / DATA-FROM-outside>', '<data-from-outside>']) {
      expect(marked(`x${end}do`).slice(20, -20)).not.toMatch(/<\s*\/?\s*data-from/i);
    }
  });
});

describe('a long reply', () => {
  const rows = Array.from({ length: 1_000 }, (_, id) => ({ id, name: 'x'.repeat(60) }));

  it('is cut by rows, and says how many there are', () => {
    const { result, cut } = capped({ rows, more: 1 });
    expect(cut).toMatchObject({ total: 1_000, of: 'rows' });
    expect((result as { rows: unknown[] }).rows).toHaveLength(cut?.kept ?? 0);
    expect(sizeOf(result)).toBeLessThanOrEqual(8_000);
    expect(capped(rows.slice(0, 3))).toEqual({ result: rows.slice(0, 3), cut: null });
  });

  it('without rows by its texts, and is never longer than the cap', () => {
    const { result, cut } = capped({ text: 'y'.repeat(100_000) });
    expect(cut?.of).toBe('characters');
    expect(sizeOf(result)).toBeLessThanOrEqual(8_000);
    const names = Object.fromEntries(Array.from({ length: 9_000 }, (_, n) => [`name-${n}`, n]));
    expect(sizeOf(capped(names).result)).toBeLessThanOrEqual(8_000);
  });

  it('is a table in the text, with what is left out', () => {
    const text = compact({ rows });
    expect(text).toMatch(/^rows \(1000\):\nid\tname\n0\t/);
    expect(text).toMatch(/… \d+ more/);
    expect(tokensOf(text)).toBeLessThan(1_700);
    expect(compact({ a: 1, b: null })).toBe('a: 1\nb: -');
  });
});
