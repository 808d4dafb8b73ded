/** The page to read the API document: our own origin only, under the policy of every page. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { referencePage } from '@/lib/surfaces/rest/reference';

const root = resolve(import.meta.dirname, '../../..');

const page = async (headers: Record<string, string> = {}) => {
  const policy = "script-src 'self' 'nonce-00ff' 'strict-dynamic'";
  const request = new Request('http://gantry.test/api/reference', {
    headers: { 'content-security-policy': policy, ...headers },
  });
  return referencePage(request).text();
};

it('loads nothing from elsewhere, and every script carries the policy’s nonce', async () => {
  const html = await page();
  expect(html).not.toMatch(/https?:/);
  expect(html.match(/<script/g)).toHaveLength(2);
  expect(html.match(/<script nonce="00ff"/g)).toHaveLength(2);
});

it('is as light or dark as was chosen, else as the machine is', async () => {
  expect(await page({ cookie: 'a=b; theme=dark' })).toContain('forceDarkModeState: "dark"');
  expect(await page({ cookie: 'theme=light' })).toContain('forceDarkModeState: "light"');
  expect(await page({ cookie: 'theme=x"y' })).toContain('forceDarkModeState: matchMedia');
});

it('is Scalar as it was published (docs/decisions/0027)', () => {
  const text = readFileSync(resolve(root, 'public/scalar.js'));
  expect(createHash('sha256').update(text).digest('hex')).toBe(
    '1a5cce004d71df433aa212327902dd765928104149b5af13e769495c0270129d',
  );
});
