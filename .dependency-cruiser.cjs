/** The import table of README "House tour", as rules. `tests/house/boundaries.test.ts` shows that they bite. */
const lib = (folder) => `^src/lib/${folder}/`;
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.ts$' },
  to: { path: '^src/', pathNot: allowed }
});

/** A package that one file (or folder) alone may import, so that it can be replaced there. */
const packageOnlyIn = (name, pkg, allowed) => ({
  name,
  severity: 'error',
  from: { path: '^src/', pathNot: allowed },
  to: { path: `node_modules/${pkg}/` }
});

const CLIENTS = '^src/lib/engine/(rpc|pool|capabilities|[^/]+/(api|client))\\.ts$';
const PARAGLIDE = '^src/lib/paraglide/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    only('domain-knows-domain', lib('domain'), [lib('domain')]),
    only('engine-knows-domain', lib('engine'), [lib('domain'), lib('engine')]),
    only('storage-knows-domain', lib('storage'), [lib('domain'), lib('storage')]),
    only('pipeline-sees-clients', lib('pipeline'), [lib('domain'), lib('storage'), lib('pipeline'), CLIENTS]),
    only('ui-asks-pipeline', lib('ui'), [lib('domain'), lib('pipeline'), lib('ui'), PARAGLIDE]),
    only('guest-asks-pipeline', lib('embed') + '(?!sdk/)', [
      lib('domain'),
      lib('pipeline'),
      lib('embed'),
      PARAGLIDE
    ]),
    only('sdk-stands-alone', lib('embed/sdk'), [lib('embed/sdk')]),
    only('routes-open-doors', '^src/routes/', [
      '^src/routes/',
      '^src/lib/pipeline/studio\\.ts$',
      lib('ui'),
      '^src/lib/embed/guest\\.ts$',
      PARAGLIDE
    ]),
    {
      name: 'workers-are-not-imported',
      comment: 'worker.ts files are reached only by new Worker(new URL(...)).',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '[/.]worker\\.ts$', dependencyTypesNot: ['type-only'] }
    },
    {
      name: 'domain-is-pure',
      comment: 'Only listed pure packages in domain.',
      severity: 'error',
      from: { path: lib('domain') },
      to: { path: 'node_modules/', pathNot: 'node_modules/(valibot|culori|@types/culori)/' }
    },
    {
      name: 'sdk-has-no-packages',
      severity: 'error',
      from: { path: lib('embed/sdk') },
      to: { path: 'node_modules/' }
    },
    packageOnlyIn('comlink-in-one-file', 'comlink', '^src/lib/engine/rpc\\.ts$'),
    packageOnlyIn('ort-in-one-folder', 'onnxruntime-(web|common)', '^src/lib/engine/segment/'),
    packageOnlyIn('imgly-in-one-folder', '@imgly/background-removal', '^src/lib/engine/segment/'),
    packageOnlyIn('idb-in-one-file', 'idb', '^src/lib/storage/db\\.ts$'),
    packageOnlyIn('zip-js-in-one-file', '@zip\\.js/zip\\.js', '^src/lib/pipeline/open-zip\\.ts$')
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^\\$' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'browser', 'default', 'types']
    }
  }
};
