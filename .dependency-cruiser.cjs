// Which room may know which. Arrows never run back up; every message says where to go instead.
// The drawing of this table is docs/architecture.md.

// `words` is Vast.ai's vocabulary: operations and problems.
const COMMON = ['money', 'config', 'log', 'watch', 'words'];

/** What a room may import, besides itself. */
const ROOMS = {
  money: [],
  config: [],
  log: ['config'],
  watch: ['config', 'log'],
  mail: ['config', 'words'],
  vast: ['money'],
  emulator: ['money'],
  policy: ['money', 'words'],
  ledger: ['money', 'words'],
  store: [...COMMON, 'policy', 'ledger'],
  live: [...COMMON, 'store', 'policy'],
  auth: [...COMMON, 'store', 'policy', 'live'],
  gateway: [...COMMON, 'vast', 'policy', 'store', 'live', 'auth'],
  queries: [...COMMON, 'policy', 'store', 'ledger'],
  sync: [...COMMON, 'policy', 'store', 'ledger', 'gateway', 'live'],
  webhooks: [...COMMON, 'policy', 'store', 'gateway', 'live'],
  automation: [...COMMON, 'policy', 'store', 'ledger', 'gateway', 'live', 'sync', 'webhooks'],
  surfaces: [...COMMON, 'policy', 'auth', 'queries', 'gateway', 'live', 'mail'],
};

const WHERE_TO_GO = {
  money: 'money knows nothing, so that everybody may know it',
  config: 'configuration is read from the environment and nothing else',
  log: 'the log takes what it is given; whoever has something to say hands it over',
  watch: 'watch counts and times what it is told; the room that does the work tells it',
  mail: 'letters say what they are told and carry it; who gets one is decided by who sends it',
  vast: 'the contract with Vast.ai knows only money; what it needs from outside is handed in',
  emulator:
    'the emulator is written from the documents, not from our client: sharing would share our mistakes',
  policy: 'policy decides on plain data; let its caller fetch that data',
  ledger: 'the ledger is pure functions over lines; let sync or queries do the reading and writing',
  store: 'the store only remembers; put what reckons or acts into ledger, gateway, sync or automation',
  live: 'live only carries changes; whoever makes a change tells it',
  auth: 'auth says who somebody is; what they may do is policy, what they do is the gateway',
  gateway: 'the gateway is called, it calls nobody above it; hand in what it needs',
  queries: 'queries read; a write or a call to Vast.ai goes through lib/gateway',
  sync: 'sync acts through lib/gateway, remembers in lib/store and reckons with lib/ledger',
  webhooks: 'webhooks carry what was told to whoever asked for it; whoever makes it happen tells it',
  automation: 'automation acts through lib/gateway, remembers in lib/store and reckons with lib/ledger',
  surfaces:
    'a surface writes through lib/gateway and reads through lib/queries; a second way in is a second truth',
};

const WORDS = '^lib/vast/(operation|operations|problem|problems|shown|status|price|units)(/|[.])';

const paths = (names) => names.map((name) => (name === 'words' ? WORDS : `^lib/${name}/`));

const room = ([name, allowed]) => ({
  name: `what-${name}-may-know`,
  comment: WHERE_TO_GO[name],
  severity: 'error',
  from: { path: `^lib/${name}/` },
  to: { path: '^lib/', pathNot: paths([name, ...allowed]) },
});

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    ...Object.entries(ROOMS).map(room),
    rule(
      'only-the-gateway-calls-vast',
      'call gateway.run(operation, input, actor): it asks who may, writes down what is tried, and knows what a lost answer means',
      { pathNot: '^(lib/(vast|gateway)|tests|scripts/bench)/' },
      { path: '^lib/vast/', pathNot: WORDS },
    ),
    rule(
      'lib-stands-on-its-own',
      'lib is started by app and scripts and checked by tests; move what it needs into a room of lib',
      { path: '^lib/' },
      { path: '^(app|components|tests|scripts)/' },
    ),
    rule(
      'every-room-is-on-the-plan',
      'give the new folder of lib a line in ROOMS of .dependency-cruiser.cjs: what may it know?',
      {},
      { path: '^lib/', pathNot: Object.keys(ROOMS).map((name) => `^lib/${name}/`) },
    ),
    rule(
      'pages-write-through-surfaces-and-read-through-queries',
      'a page reads with lib/queries and writes with an action of lib/surfaces',
      { path: '^(app|components)/' },
      // The process's one connection is handed to queries by the page; what is in the database is theirs to know.
      { path: '^lib/(store|gateway|ledger|sync|automation|emulator)/', pathNot: '^lib/store/connection[.]' },
    ),
    rule(
      'components-know-no-sessions',
      'a page of app asks who is signed in, and hands a component what it may show',
      { path: '^components/' },
      { path: '^lib/auth/' },
    ),
    rule(
      'routes-are-leaves',
      'app holds routes only; what two of them share is a component or belongs to lib',
      { path: '^components/' },
      { path: '^app/' },
    ),
    rule(
      'pure-rooms-know-no-framework',
      'no database and no framework here; take plain data and return plain data',
      { path: '^lib/(money|vast|ledger|policy)/' },
      { path: 'node_modules/(next|react|react-dom|pg|pg-boss|drizzle-orm)/' },
    ),
    rule(
      'the-audit-is-independent',
      'scripts/audit-costs checks the ledger from outside, so it imports nothing of lib',
      { path: '^scripts/audit-costs' },
      { path: '^lib/' },
    ),
    rule(
      'clients-stand-alone',
      'whoever installs a client gets nothing else of this repository; what it needs is generated into it',
      { path: '^clients/' },
      { pathNot: '^clients/' },
    ),
    rule(
      'tests-are-nobodys-dependency',
      'move what is shared into lib, or into scripts when it only starts things',
      // What measures and what photographs stands on the tests' own stage.
      { pathNot: '^(tests/|scripts/(bench|screens|stage)[/.]|playwright[.]config|vitest[.]config)' },
      { path: '^tests/' },
    ),
    rule('no-circle', 'move what both need into a file that neither imports', {}, { circular: true }),
    rule('everything-resolves', 'the imported file does not exist', {}, { couldNotResolve: true }),
  ],
  options: {
    // The default parser asks TypeScript's compiler API, which version 7 no longer has; a parser that reads
    // nothing reports no violation, so scripts/check-structure.mjs also counts what was read.
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|\\.gantry|test-results|playwright-report)/' },
  },
};
