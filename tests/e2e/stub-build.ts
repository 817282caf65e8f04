import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveFolder } from '../../tools/server.mjs';
import { stubAssets } from '../fixtures/stub-model.ts';

/** The built app with a tiny model in the place of the real one, for tests that need a cutout but not its beauty. */
export const STUB_BUILD = 'build-stub';

const bytes = (path: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(path));

async function makeStubBuild(): Promise<void> {
  const models = join('build', 'models');
  rmSync(STUB_BUILD, { recursive: true, force: true });
  cpSync('build', STUB_BUILD, { recursive: true, filter: (from) => from !== models });
  mkdirSync(join(STUB_BUILD, 'models'));
  const { files } = await stubAssets({
    wasm: bytes('node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm'),
    glue: bytes('build/ort/ort-wasm-simd-threaded.mjs')
  });
  for (const [path, content] of files) writeFileSync(join(STUB_BUILD, path), content);
  // The imgly engine's list, which names pieces of the real model: it cannot run on the stub.
  cpSync(join(models, 'resources.json'), join(STUB_BUILD, 'models/resources.json'));
}

/** Playwright's global set-up: makes the stub build, serves it, and says where in PACKSHOT_URL. */
export default async function setUp(): Promise<() => Promise<void>> {
  if (!existsSync('build/404.html')) throw new Error('No build; run npm run build first.');
  await makeStubBuild();
  const server = await serveFolder({ root: STUB_BUILD });
  process.env['PACKSHOT_URL'] = server.url;
  return server.close;
}
