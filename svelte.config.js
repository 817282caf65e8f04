import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { appVersion } from './tools/version.mjs';

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  kit: {
    adapter: adapter({ pages: 'build', assets: 'build', fallback: '404.html', strict: true }),
    paths: { relative: true },
    typescript: {
      config: (config) => ({
        ...config,
        include: [...config.include, '../bench/**/*.ts', '../tools/**/*.ts', '../playwright.config.ts']
      })
    },
    version: { name: appVersion() },
    // Registered by lib/ui/shared/app-update.svelte.ts, which asks before an update.
    serviceWorker: { register: false },
    // SvelteKit starts the page with an inline script, so the policy names its hash. The twin for
    // worker scripts, and what a <meta> policy cannot say, is in tools/headers.mjs.
    csp: {
      mode: 'hash',
      directives: {
        'default-src': ['none'],
        'script-src': ['self', 'wasm-unsafe-eval'],
        'worker-src': ['self'],
        'connect-src': ['self'],
        'img-src': ['self', 'blob:', 'data:'],
        'style-src': ['self'],
        // No style attributes in markup (style: directives are fine); the hash is SvelteKit's own route announcer.
        'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
        'manifest-src': ['self'],
        'font-src': ['self'],
        'frame-src': ['none'],
        'base-uri': ['none'],
        'form-action': ['none'],
        'object-src': ['none']
      }
    }
  }
};
