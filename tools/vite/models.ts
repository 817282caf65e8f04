import { createReadStream, createWriteStream, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Connect, Plugin, ResolvedConfig } from 'vite';
import { modelAssets as readModelAssets, ortFolder, type Copy, type ModelAssets } from '../models/assets.ts';

const TYPES: Readonly<Record<string, string>> = { json: 'application/json', mjs: 'text/javascript' };

const typeOf = (path: string): string => TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';

const open = ({ from, start, end }: Copy) => createReadStream(from, { start, end: end - 1 });

/** Writes a copy unless a file of its size is there: names under `models/` are hashes. */
async function writeCopy(file: string, copy: Copy): Promise<void> {
  if (existsSync(file) && statSync(file).size === copy.end - copy.start) return;
  mkdirSync(dirname(file), { recursive: true });
  await pipeline(open(copy), createWriteStream(file));
}

/** Answers `<base>models/…` and `<base>ort/…` from the packages. */
function middleware(base: string, assets: () => Promise<ModelAssets>): Connect.NextHandleFunction {
  const answer = async (
    path: string,
    response: Parameters<Connect.NextHandleFunction>[1]
  ): Promise<boolean> => {
    const { made, copies } = await assets();
    const [content, copy] = [made.get(path), copies.get(path)];
    if (content === undefined && !copy) return false;
    response.setHeader('Content-Type', typeOf(path));
    response.setHeader('Content-Length', copy ? copy.end - copy.start : Buffer.byteLength(content ?? ''));
    if (copy) await pipeline(open(copy), response);
    else response.end(content);
    return true;
  };
  return (request, response, next) => {
    const path = decodeURI((request.url ?? '').split('?')[0] ?? '');
    const inside = path.startsWith(base) ? path.slice(base.length) : '';
    if (!/^(models|ort)\//.test(inside)) return next();
    answer(inside, response).then((done) => {
      if (!done) next();
    }, next);
  };
}

/**
 * Serves and emits the models and the WebAssembly that runs them, under `models/` and `ort/` of the app's root, from
 * the packages they come in. Large files are streamed into the client's output, from where the adapter takes them.
 *
 * It also makes every `onnxruntime-web` the one build that neither carries nor asks the bundler for a WebAssembly of
 * its own, so that there is one copy in the app.
 */
export function modelAssets(): Plugin {
  let config: ResolvedConfig;
  let once: Promise<ModelAssets> | undefined;
  const assets = () => (once ??= readModelAssets(config.root));
  return {
    name: 'packshot-models',
    enforce: 'pre',
    config: ({ root = process.cwd() }) => ({
      resolve: {
        alias: [
          {
            find: /^onnxruntime-web(\/(wasm|webgpu))?$/,
            replacement: join(ortFolder(resolve(root)), 'ort.wasm.min.mjs')
          }
        ]
      }
    }),
    configResolved: (resolved) => {
      config = resolved;
    },
    configureServer: (server) => {
      server.middlewares.use(middleware(config.base, assets));
    },
    async generateBundle() {
      if (config.build.ssr) return;
      for (const [fileName, source] of (await assets()).made)
        this.emitFile({ type: 'asset', fileName, source });
    },
    async writeBundle({ dir }) {
      if (config.build.ssr || !dir) return;
      for (const [path, copy] of (await assets()).copies) await writeCopy(join(dir, path), copy);
    }
  };
}
