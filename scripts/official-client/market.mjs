// Searching, in the forms that its help explains.
import assert from 'node:assert/strict';
import { json } from './transcript.mjs';

const HOUR_OF_GB_MONTH = 720;

/** [query, what every offer found must be]; a query that finds nothing would prove nothing. */
const QUERIES = [
  ['gpu_name=RTX_4090 num_gpus=1', (one) => one.gpu_name === 'RTX 4090' && one.num_gpus === 1],
  [
    'gpu_name in ["RTX 4090","RTX 3090"] num_gpus>=2',
    (one) => /^RTX [34]090$/.test(one.gpu_name) && one.num_gpus >= 2,
  ],
  [
    'reliability > 0.99 geolocation in [US,SE]',
    (one) => one.reliability > 0.99 && /(US|SE)$/.test(one.geolocation),
  ],
  ['geolocation notin [CN,VN,US]', (one) => !/(CN|VN|US)$/.test(one.geolocation)],
  ['gpu_ram>=40 cpu_ram>64', (one) => one.gpu_ram >= 40_000 && one.cpu_ram > 64_000],
  ['driver_version >= 560.28.03', (one) => one.driver_vers >= 560_028_003],
  ['cuda_vers>=12.6 compute_cap > 800', (one) => one.cuda_max_good >= 12.6 && one.compute_cap > 800],
  ['dph<1 dlperf_usd>50', (one) => one.dph_total < 1 && one.dlperf_per_dphtotal > 50],
  ['duration>20 disk_space>200', (one) => one.duration > 20 * 86_400 && one.disk_space > 200],
  ['datacenter=true static_ip=true', (one) => one.hosting_type === 1 && one.static_ip],
  [
    'has_avx=true ubuntu_version=22.04 cpu_arch=amd64',
    (one) => one.has_avx === 1 && one.os_version === '22.04',
  ],
  ['verified=False', (one) => one.verification !== 'verified'],
  ['num_gpus=8 gpu_frac=1.0 inet_down>500', (one) => one.num_gpus === 8 && one.gpu_frac === 1],
  ['gpu_name!=RTX_4090 direct_port_count>=2', (one) => one.gpu_name !== 'RTX 4090'],
];

const sorted = (values) => values.every((one, index) => index === 0 || values[index - 1] <= one);

export async function market(transcript) {
  const offers = (args, check) =>
    transcript.vastai(['search', 'offers', ...args, '--raw'], {
      check: (run) => {
        const rows = json(run);
        assert.ok(rows.length > 0, 'found something');
        check(rows);
      },
    });
  const every = (rows, holds) => {
    for (const row of rows) assert.ok(holds(row), JSON.stringify(row));
  };

  await transcript.vastai(['search', 'offers', 'gpu_name=RTX_4090 num_gpus=1', '--limit', '5'], {
    says: [/1x\s+RTX_4090/, /verified/],
  });
  for (const [query, holds] of QUERIES) await offers([query], (rows) => every(rows, holds));
  await offers([], (rows) => {
    assert.equal(rows.length, 64, 'the cap');
    every(rows, (one) => one.verification === 'verified' && one.rentable && !one.is_bid);
    assert.ok(sorted(rows.map((one) => -one.score)), 'best score first');
  });
  await offers(['-n', 'rentable=any'], (rows) => every(rows, (one) => one.id === one.ask_contract_id));
  await offers(['-o', 'dph', '--limit', '10'], (rows) => {
    assert.equal(rows.length, 10);
    assert.ok(sorted(rows.map((one) => one.dph_total)), 'cheapest first');
  });
  await offers(['-o', 'num_gpus-,dph'], (rows) => {
    assert.ok(
      sorted(rows.map((one) => -one.num_gpus * 1e6 + one.dph_total)),
      'most GPUs, then cheapest, first',
    );
  });
  await offers(['--storage', '150', 'num_gpus=1'], (rows) => {
    every(rows, (one) => {
      const storage = (one.storage_cost * 150) / HOUR_OF_GB_MONTH;
      return one.disk_space >= 150 && Math.abs(one.dph_base + storage - one.dph_total) < 0.00001;
    });
  });
  await transcript.vastai(['search', 'offers', '-i', 'num_gpus=1', '--limit', '3'], { says: /1x/ });
  await offers(['-i', 'num_gpus=1'], (rows) =>
    every(rows, (one) => one.is_bid && one.dph_base === one.min_bid),
  );
  await transcript.vastai(['search', 'offers', '-r', 'num_gpus=1', '--limit', '3'], { says: /1x/ });
  await offers(['-r', 'num_gpus=1'], (rows) =>
    every(rows, (one) => one.discounted_dph_total < one.dph_total),
  );
  await transcript.vastai(['search', 'offers', '--new', 'gpu_name=RTX_4090', '--limit', '3'], {
    says: /RTX_4090/,
  });
  await offers(['--new', 'gpu_name=RTX_4090', '-o', 'dph'], (rows) => {
    every(rows, (one) => one.gpu_name === 'RTX 4090');
    assert.ok(sorted(rows.map((one) => one.dph_total)), 'cheapest first');
  });
  await transcript.vastai(['search', 'templates', 'recommended=true'], {
    check: (run) => {
      const rows = json(run);
      assert.ok(rows.length > 0);
      every(rows, (one) => one.recommended && typeof JSON.parse(one.extra_filters) === 'object');
    },
  });
}
