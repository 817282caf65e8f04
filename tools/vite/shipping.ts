import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, ResolvedConfig } from 'vite';
import { ISOLATION_HEADERS, workerPolicy } from '../headers.mjs';
import { noticesText, shippedPackages } from '../notices.ts';
import { sourceArchive } from '../source-archive.ts';

const WORKERS = '_app/immutable/workers';
/** Lies beside the app and is linked as "Source". */
const SOURCE_ARCHIVE = 'packshot-source.tar.gz';
const FOR_EVER = 'public, max-age=31536000, immutable';

/** A rule of `_headers`: a path pattern and what is sent with it. */
type Rule = readonly [path: string, headers: Readonly<Record<string, string>>];

/**
 * The origins that may embed the app, from `packshot.config.json`.
 * @param json text of the file
 * @returns `['*']` or origins such as `https://shop.example`
 * @throws where an entry is neither: it would end up in a policy
 */
export function allowedOrigins(json: string): string[] {
  const { allowedOrigins: origins = [] } = JSON.parse(json) as { allowedOrigins?: unknown };
  if (!Array.isArray(origins)) throw new Error('packshot.config.json: allowedOrigins must be a list');
  return origins.map((entry: unknown) => {
    const isOrigin = typeof entry === 'string' && URL.canParse(entry) && new URL(entry).origin === entry;
    if (entry === '*' || isOrigin) return entry as string;
    throw new Error(`packshot.config.json: ${JSON.stringify(entry)} is not an origin`);
  });
}

export interface HeadersFileOptions {
  /** May embed `/embed`, besides the app's own origin. */
  readonly origins: readonly string[];
  /** Paths of the prerendered pages: `/`, `/embed`. */
  readonly pages: readonly string[];
  /** Paths of worker scripts. */
  readonly workers: readonly string[];
}

/** Two names a host may answer a page under. */
const pageNames = (path: string): string[] => [path, path === '/' ? '/index.html' : `${path}.html`];

/** `frame-ancestors` overrules `X-Frame-Options`, which is there for pages without a rule of their own (404.html). */
const pageRules = ({ pages, origins }: HeadersFileOptions): Rule[] =>
  pages.flatMap((page) => {
    const ancestors = page === '/embed' ? ["'self'", ...origins].join(' ') : "'self'";
    const headers = { 'Content-Security-Policy': `frame-ancestors ${ancestors}` };
    return pageNames(page).map((name): Rule => [name, headers]);
  });

/**
 * The `_headers` file for static hosts. No header name occurs in two rules that match one path, because hosts join
 * such values with a comma (for a policy: both hold; for Cache-Control: nonsense).
 */
export function headersFile(options: HeadersFileOptions): string {
  const everywhere = {
    ...ISOLATION_HEADERS,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'X-Frame-Options': 'SAMEORIGIN'
  };
  const policy = (path: string) => ({ 'Content-Security-Policy': workerPolicy(path) });
  const anyOrigin = { 'Access-Control-Allow-Origin': '*' };
  const rules: Rule[] = [
    ['/*', everywhere],
    ...pageRules(options),
    ['/embed.js', anyOrigin],
    ['/embed.d.ts', anyOrigin],
    ['/_app/immutable/*', { 'Cache-Control': FOR_EVER }],
    ...[...options.workers, '/service-worker.js', '/ort/*'].map((path): Rule => [path, policy(path)])
  ];
  const lines = rules.map(([path, headers]) =>
    [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n')
  );
  return `# Written by the build from packshot.config.json.\n${lines.join('\n')}\n`;
}

const git = (root: string, ...args: string[]): string | null => {
  try {
    return execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore']
    }).trim();
  } catch {
    return null;
  }
};

/** The offer of Corresponding Source (AGPL-3.0, sections 6 and 13): which source, and how it becomes this build. */
export function sourceOffer(root: string): object {
  const { name, version, license, repository } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const commit = git(root, 'rev-parse', 'HEAD');
  return {
    name,
    version,
    licence: license,
    repository: repository?.url ?? null,
    archive: SOURCE_ARCHIVE,
    commit,
    modified: commit === null ? null : git(root, 'status', '--porcelain') !== '',
    lockfileSha256: createHash('sha256')
      .update(readFileSync(join(root, 'package-lock.json')))
      .digest('hex'),
    node: process.versions.node,
    build: 'npm ci && npm run build'
  };
}

/** `.html` files of a folder as page paths. */
const pagesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html'))
    .map((file) => `/${file.replaceAll('\\', '/').replace(/(^|\/)index\.html$|\.html$/, '')}`)
    .sort();

const workersIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.js'))
        .map((file) => `/${WORKERS}/${file}`)
    : [];

/** Adds what must lie beside the app wherever it is hosted: headers, licence, notices, the offer of source. */
export function shipping(): Plugin {
  let config: ResolvedConfig;
  let isWritten = false;
  return {
    name: 'packshot-shipping',
    apply: 'build',
    enforce: 'pre',
    configResolved: (resolved) => {
      config = resolved;
    },
    generateBundle() {
      if (config.build.ssr) return;
      const emit = (fileName: string, source: string | Uint8Array) =>
        this.emitFile({ type: 'asset', fileName, source });
      emit('LICENSE.txt', readFileSync(join(config.root, 'LICENSE'), 'utf8'));
      emit('THIRD_PARTY_NOTICES.txt', noticesText(shippedPackages(config.root)));
      emit(SOURCE_ARCHIVE, sourceArchive(config.root));
      emit('source-offer.json', `${JSON.stringify(sourceOffer(config.root), null, 2)}\n`);
    },
    // After SvelteKit's own, in which it builds the client and its pages; a failed build never comes this far.
    writeBundle: {
      sequential: true,
      order: 'post',
      handler() {
        isWritten = config.build.ssr !== false;
      }
    },
    // Pages and worker files are known only now; the adapter copies the folder right after.
    closeBundle: {
      sequential: true,
      order: 'pre',
      handler() {
        if (!isWritten) return;
        const output = join(config.root, '.svelte-kit/output');
        const client = join(output, 'client');
        const origins = allowedOrigins(readFileSync(join(client, 'packshot.config.json'), 'utf8'));
        const pages = pagesIn(join(output, 'prerendered/pages'));
        writeFileSync(
          join(client, '_headers'),
          headersFile({ origins, pages, workers: workersIn(join(client, WORKERS)) })
        );
      }
    }
  };
}
