import { createHash } from 'node:crypto';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import type { PluginOption } from 'vite';

interface Entry {
  url: string;
  revision: string | null;
  size: number;
}

/** Models are fetched when used. The largest of the shell is the AVIF encoder, kept across updates by the hash in its name. */
const MAX_SHELL_FILE_BYTES = 4_000_000;

/** Address of a file once the adapter has merged SvelteKit's output folders. */
const shellUrl = (file: string): string => file.replace(/^(client|prerendered\/(pages|dependencies))\//, '');

/** The page for unknown addresses is written after this list; it names every other file, so it changes with them. */
const fallbackPage = (entries: readonly Entry[]): Entry => ({
  url: '404.html',
  revision: createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 16),
  size: 0
});

/** Puts the list of the app's files into src/service-worker.ts, where `self.__WB_MANIFEST` stands. */
export const pwa = (): PluginOption =>
  SvelteKitPWA({
    strategies: 'injectManifest',
    srcDir: 'src',
    filename: 'service-worker.ts',
    registerType: 'prompt',
    injectRegister: false,
    manifest: false,
    injectManifest: {
      globPatterns: [
        'client/**/*.{js,css,webmanifest}',
        'client/_app/immutable/**/*.{wasm,woff2}',
        'client/*.svg',
        'client/{demo,icons,samples}/*',
        'client/packshot.config.json',
        'client/models/*.json',
        'client/ort/*.mjs',
        'prerendered/pages/**/*.html'
      ],
      globIgnores: [
        'server/**',
        'client/_app/version.json',
        'client/service-worker.js',
        'client/embed.js',
        // Of the download for WebGPU, which most devices never need.
        'client/ort/*jspi*'
      ],
      maximumFileSizeToCacheInBytes: MAX_SHELL_FILE_BYTES,
      dontCacheBustURLsMatching: /_app\/immutable\//,
      manifestTransforms: [
        (entries) => {
          const shell = entries.map((entry) => ({ ...entry, url: shellUrl(entry.url) }));
          return { manifest: [...shell, fallbackPage(shell)] };
        }
      ]
    }
  });
