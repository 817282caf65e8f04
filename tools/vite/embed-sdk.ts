import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import ts from 'typescript';
import { build, type Plugin } from 'vite';

const SDK = fileURLToPath(new URL('../../src/lib/embed/sdk/', import.meta.url));
/** Sources whose exported declarations are the public types, in reading order. */
const PUBLIC = [
  'types',
  'capabilities',
  'edits',
  'encode',
  'presets',
  'recipes',
  'batch',
  'overview',
  'products',
  'project',
  'cutout',
  'metadata',
  'render',
  'report',
  'rules',
  'audit',
  'codes',
  'events',
  'errors',
  'host'
];
const BANNER = '/*! Packshot embed SDK. MIT License. */\n';
const IMPORT_OR_REEXPORT = /^(import|export) (type )?(\{[^}]*\}|\*) from [^;]+;\n/gm;

/** `/embed.js`: the SDK as one ES module without imports. */
export async function buildEmbedScript(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      lib: { entry: `${SDK}host.ts`, formats: ['es'], fileName: () => 'embed.js' }
    }
  });
  const [built] = [result].flat() as { output: { type: string; code?: string }[] }[];
  return BANNER + built?.output.find(({ type }) => type === 'chunk')?.code;
}

/** `/embed.d.ts`: its types as one module. */
export async function buildEmbedTypes(): Promise<string> {
  const parts = await Promise.all(
    PUBLIC.map(async (name) => {
      const { outputText } = ts.transpileDeclaration(await readFile(`${SDK}${name}.ts`, 'utf8'), {
        fileName: `${name}.ts`,
        compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext }
      });
      return outputText.replace(IMPORT_OR_REEXPORT, '');
    })
  );
  return BANNER + parts.join('');
}

/** Size of what a host page loads, in bytes as served with brotli. */
export const brotliBytes = (text: string): number => brotliCompressSync(text).length;

const FILES = {
  '/embed.js': { type: 'text/javascript', make: buildEmbedScript },
  '/embed.d.ts': { type: 'text/plain', make: buildEmbedTypes }
};

/** Emits `embed.js` and `embed.d.ts` at the root of the build and serves them, to any origin, in development. */
export function embedSdk(): Plugin {
  return {
    name: 'packshot-embed-sdk',
    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        const file = FILES[new URL(request.url ?? '/', 'http://dev').pathname as keyof typeof FILES];
        if (!file) return next();
        response.setHeader('Content-Type', `${file.type}; charset=utf-8`);
        response.setHeader('Access-Control-Allow-Origin', '*');
        response.end(await file.make());
      });
    },
    async generateBundle() {
      if (this.environment.name !== 'client') return;
      for (const [path, { make }] of Object.entries(FILES)) {
        this.emitFile({ type: 'asset', fileName: path.slice(1), source: await make() });
      }
    }
  };
}
