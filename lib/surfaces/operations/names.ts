/** The names of Vast.ai's fields as people say them. */

const SAID: Record<string, string> = {
  ...{
    id: 'ID',
    gpu: 'GPU',
    gpus: 'GPUs',
    cpu: 'CPU',
    ram: 'RAM',
    ssh: 'SSH',
    url: 'URL',
    api: 'API',
    ip: 'IP',
  },
  ...{
    ipaddr: 'IP address',
    ipaddrs: 'IP addresses',
    vm: 'VM',
    cuda: 'CUDA',
    env: 'environment',
    utf8: 'UTF-8',
  },
  ...{
    num: 'number of',
    max: 'most',
    min: 'least',
    util: 'use',
    mult: 'multiple',
    src: 'from',
    dst: 'to',
    dir: 'folder',
  },
  ...{ inet: 'network', inetu: 'upload', inetd: 'download', bw: 'bandwidth', pcie: 'PCIe', dlperf: 'DLPerf' },
  ...{
    sdate: 'start',
    edate: 'end',
    sday: 'first day',
    eday: 'last day',
    machid: 'machine ID',
    cols: 'columns',
  },
  ...{ dph: '$/h', cfg: 'settings', args: 'arguments', str: 'as text', idx: 'number', desc: 'description' },
  ...{
    sid: 'session ID',
    os: 'OS',
    hf: 'HF',
    jupyter: 'Jupyter',
    docker: 'Docker',
    lang: 'language',
    python: 'Python',
  },
};

/** `gpu_name` → "GPU name". */
export function inWords(name: string): string {
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .split(/[_\s-]+/)
    .filter(Boolean)
    .map((word) => (Object.hasOwn(SAID, word.toLowerCase()) ? (SAID[word.toLowerCase()] ?? word) : word));
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const UNITS: readonly [RegExp, string][] = [
  [/(dollars|\$) per GPU and hour/i, '$/GPU-h'],
  [/(dollars|\$) (per|an) hour/i, '$/h'],
  [/(dollars|\$) per GB and month/i, '$/GB/month'],
  [/(dollars|\$) per GB/i, '$/GB'],
  [/US dollars/i, '$'],
  [/\bin GB\b|^GB\b|, GB\b/, 'GB'],
  [/\bin MB\b/, 'MB'],
  [/\bMbit\/s\b/, 'Mbit/s'],
  [/^seconds\b|\bin seconds\b/i, 's'],
  [/^hours\b|\bin hours\b/i, 'h'],
  [/^days\b|\bin days\b(?! since)/i, 'days'],
];

/** The unit that a description says a value is in; only what is measured has one. */
export function unitIn(description: string | undefined, type: string | undefined): string | null {
  if (description === undefined || type === undefined || !['string', 'number', 'integer'].includes(type))
    return null;
  return (
    UNITS.find(
      ([said, unit]) => said.test(description) && (type !== 'string' || unit.startsWith('$')),
    )?.[1] ?? null
  );
}
