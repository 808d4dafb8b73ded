import { describe, expect, it } from 'vitest';
import { launchOf, searchQueryOf } from '@/lib/emulator/serverless/parse';

describe('a worker group’s search', () => {
  it('is read as the official client writes it, sizes in GB', () => {
    expect(
      searchQueryOf('gpu_ram>=23 num_gpus=2 gpu_name=RTX_4090 inet_down > 200 verified=True rented=False'),
    ).toEqual({
      gpu_ram: { gte: 23_000 },
      num_gpus: { eq: 2 },
      gpu_name: { eq: 'RTX_4090' },
      inet_down: { gt: 200 },
      verified: { eq: true },
      rented: { eq: false },
    });
    expect(searchQueryOf('gpu_name in [RTX_4090,RTX_3090] geolocation notin [CN] dph<0.5 dph>=0.1')).toEqual({
      gpu_name: { in: ['RTX_4090', 'RTX_3090'] },
      geolocation: { notin: ['CN'] },
      dph_total: { lt: 0.5, gte: 0.1 },
    });
  });

  it('is read as JSON, text or not, in the units of offers', () => {
    const filters = { gpu_ram: { gte: 23_000 } };
    expect(searchQueryOf(JSON.stringify(filters))).toEqual(filters);
    expect(searchQueryOf(filters)).toEqual(filters);
  });

  it('left out, is the documented one; what makes no sense is none', () => {
    expect(searchQueryOf(' ')).toEqual({
      verified: { eq: true },
      rentable: { eq: true },
      rented: { eq: false },
    });
    for (const strange of ['cheap please', 'gpu_name=', '{"gpu_name":', 7, ['gpu_name=A']])
      expect(searchQueryOf(strange)).toBeNull();
  });
});

it('what a group passes on is read from the options of the official command line', () => {
  const args =
    "--onstart onstart_wget.sh  --env '-e ONSTART_PATH=https://example.org/onstart.sh' --image atinoda/text:default --disk 64";
  expect(launchOf(args)).toEqual({
    image: 'atinoda/text:default',
    diskGb: 64,
    env: '-e ONSTART_PATH=https://example.org/onstart.sh',
    onstart: 'onstart_wget.sh',
  });
  expect(launchOf(null)).toEqual({ image: null, diskGb: null, env: null, onstart: null });
});
