/** Which room may import which: the picture in README, held by CI. */
const rooms = ['config', 'crawl', 'extract', 'audit', 'store', 'report', 'schedule', 'notify'];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...rooms.map((room) => ({
      name: `${room}-knows-no-other-room`,
      comment: 'A room imports model.ts and itself. run.ts and the commands join rooms.',
      severity: 'error',
      from: { path: `^src/${room}/` },
      to: { path: '^(?:src|fixtures|test)/', pathNot: `^src/(?:${room}/|model\\.ts$)` },
    })),
    {
      name: 'web-shows-store-and-report',
      comment: 'The dashboard is Request → Response over store and report; what it has done is handed in by the command.',
      severity: 'error',
      from: { path: '^src/web/' },
      to: { path: '^(?:src|fixtures|test)/', pathNot: '^src/(?:(?:web|store|report)/|model\\.ts$)' },
    },
    {
      name: 'model-is-only-nouns',
      comment: 'Every room imports model.ts, so it imports nothing but its own parts.',
      severity: 'error',
      from: { path: '^src/model(?:\\.ts$|/)' },
      to: { path: '.', pathNot: '^src/model/' },
    },
    {
      name: 'model-has-one-door',
      comment: 'The nouns are imported from model.ts, so that their parts may be sorted anew.',
      severity: 'error',
      from: { path: '^(?:src|fixtures|test)/', pathNot: '^src/model(?:\\.ts$|/)' },
      to: { path: '^src/model/' },
    },
    {
      name: 'pure-rooms',
      comment: 'extract/, audit/ and report/ take values and give values: no network, no files, no clock, no processes.',
      severity: 'error',
      from: { path: '^src/(?:extract|audit|report)/' },
      to: { dependencyTypes: ['core'], pathNot: '^(?:url|path)$' },
    },
    {
      name: 'pure-rooms-no-heavy-packages',
      comment: 'What fetches, stores or schedules has no place in a pure room.',
      severity: 'error',
      from: { path: '^src/(?:extract|audit|report)/' },
      to: { path: 'node_modules/(?:undici|playwright|knex|sqlite3|node-cron|p-queue|pino|commander)/' },
    },
    {
      name: 'only-store-knows-sql',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/store/' },
      to: { path: 'node_modules/(?:knex|sqlite3)/', dependencyTypesNot: ['dynamic-import'] },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphans-resolved', severity: 'error', from: { path: '^src/' }, to: { couldNotResolve: true } },
    {
      name: 'program-needs-no-dev-package',
      severity: 'error',
      from: { path: '^(?:src|fixtures)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
