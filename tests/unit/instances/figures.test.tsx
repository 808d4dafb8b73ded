import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Figures } from '@/components/instances/detail/figures';
import type { InstanceRow } from '@/lib/queries/instances';
import type { InstanceDetail } from '@/lib/queries/instances-detail';
import { HOUR_MS, NOW_MS, rowWith } from './row';

const CHEAP: Partial<InstanceRow> = {
  gpus: 1,
  runningHourUsd: '0.071',
  diskHourUsd: '0.009',
  endsMs: NOW_MS + 12 * HOUR_MS,
};

function said(over: Partial<InstanceRow>): string {
  const detail = { row: rowWith({ ...CHEAP, ...over }), gpuHourUsd: '0.062', soFarThrough: null };
  const html = renderToStaticMarkup(<Figures detail={detail as InstanceDetail} nowMs={NOW_MS} zone="UTC" />);
  return html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
}

it('while it starts, the cost to its end is that of the GPUs that will run, not of the disk alone', () => {
  expect(said({ word: 'loading', vastWord: 'loading', hourUsd: '0.009' })).toContain(
    'at most $0.85 until then',
  );
  expect(said({ word: 'running', hourUsd: '0.071' })).toMatch(/destroyed; \$0\.85 until then/);
  // Nobody has said that it will run again.
  expect(said({ word: 'stopped', hourUsd: '0.009' })).toMatch(/destroyed; \$0\.11 until then/);
});

it('a price below ten cents keeps the digit that says something, in the sum as in its parts', () => {
  expect(said({ word: 'running', hourUsd: '0.071' })).toMatch(/\$0\.071 \/h GPU \$0\.062, disk \$0\.009/);
  expect(said({ word: 'running', hourUsd: '7.88' })).toContain('$7.88 /h');
});
