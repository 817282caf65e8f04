import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const { forbidden, options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
  forbidden: IForbiddenRuleType[];
  options: Record<string, unknown>;
};

/** One deliberate violation of each rule: the file that breaks it and what it says. */
const VIOLATIONS: Readonly<Record<string, readonly [file: string, text: string]>> = {
  'no-cycles': ['src/lib/domain/a.ts', "import './b.ts'; export const a = 1;"],
  'domain-knows-domain': ['src/lib/domain/x.ts', "import '../storage/db.ts';"],
  'engine-knows-domain': ['src/lib/engine/x.ts', "import '../storage/db.ts';"],
  'storage-knows-domain': ['src/lib/storage/x.ts', "import '../engine/rpc.ts';"],
  'pipeline-sees-clients': ['src/lib/pipeline/x.ts', "import '../engine/segment/tensor.ts';"],
  'ui-asks-pipeline': ['src/lib/ui/x.svelte', '<script lang="ts">import \'../storage/db.ts\';</script>'],
  'guest-asks-pipeline': ['src/lib/embed/guest.ts', "import '../ui/y.ts';"],
  'sdk-stands-alone': ['src/lib/embed/sdk/x.ts', "import '../../domain/b.ts';"],
  'routes-open-doors': ['src/routes/+page.svelte', "<script>import '../lib/pipeline/cutout.ts';</script>"],
  'workers-are-not-imported': ['src/lib/engine/segment/client.ts', "import './worker.ts';"],
  'domain-is-pure': ['src/lib/domain/y.ts', "import 'idb';"],
  'sdk-has-no-packages': ['src/lib/embed/sdk/y.ts', "import 'valibot';"],
  'comlink-in-one-file': ['src/lib/engine/compose/client.ts', "import 'comlink';"],
  'ort-in-one-folder': ['src/lib/engine/compose/worker.ts', "import 'onnxruntime-web';"],
  'imgly-in-one-folder': ['src/lib/engine/encode/worker.ts', "import '@imgly/background-removal';"],
  'idb-in-one-file': ['src/lib/storage/y.ts', "import 'idb';"],
  'zip-js-in-one-file': ['src/lib/pipeline/y.ts', "import '@zip.js/zip.js';"]
};

/** What the violations import. */
const INNOCENT = {
  'src/lib/domain/b.ts': "import './a.ts'; export const b = 1;",
  'src/lib/storage/db.ts': "import 'idb';",
  'src/lib/engine/rpc.ts': "import 'comlink';",
  'src/lib/engine/segment/tensor.ts': "import 'onnxruntime-web';",
  'src/lib/engine/segment/worker.ts': "import '../rpc.ts';",
  'src/lib/ui/y.ts': "import '../pipeline/studio.ts';",
  'src/lib/pipeline/studio.ts': "import '../engine/segment/client.ts';",
  'src/lib/pipeline/cutout.ts': 'export const cutout = 1;',
  'src/lib/embed/sdk/host.ts': 'export const host = 1;',
  'tsconfig.json': '{ "compilerOptions": { "allowImportingTsExtensions": true, "noEmit": true } }'
};

let root: string;
const blamed = new Map<string, string[]>();

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'packshot-house-'));
  const broken = Object.fromEntries(Object.values(VIOLATIONS));
  for (const [file, text] of Object.entries({ ...INNOCENT, ...broken })) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  const { output } = await cruise(['src'], {
    ...options,
    baseDir: root,
    validate: true,
    ruleSet: { forbidden }
  });
  for (const { rule, from } of (output as ICruiseResult).summary.violations) {
    blamed.set(rule.name, [...(blamed.get(rule.name) ?? []), from]);
  }
}, 60_000);

afterAll(() => rmSync(root, { recursive: true }));

describe('the import table', () => {
  it.each(forbidden.map((rule) => rule.name ?? ''))('has a violation here to prove that %s bites', (name) => {
    expect(Object.keys(VIOLATIONS)).toContain(name);
  });

  it.each(Object.entries(VIOLATIONS).map(([rule, [file]]) => [rule, file]))('%s catches %s', (rule, file) => {
    expect(blamed.get(rule) ?? []).toContain(file);
  });

  it('lets what follows it pass', () => {
    const all = [...blamed.values()].flat();
    for (const file of Object.keys(INNOCENT).filter((name) => name !== 'src/lib/domain/b.ts')) {
      expect(all).not.toContain(file);
    }
  });
});
