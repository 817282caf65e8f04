import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_ARGS, findChromium, WEBGPU_ARGS } from './tools/chromium.mjs';
import { appVersion } from './tools/version.mjs';
import { embedSdk } from './tools/vite/embed-sdk.ts';
import { isolationHeaders } from './tools/vite/isolation.ts';
import { modelAssets } from './tools/vite/models.ts';
import { pwa } from './tools/vite/pwa.ts';
import { shipping } from './tools/vite/shipping.ts';
import { workerPolicyHeaders } from './tools/vite/worker-policy.ts';

const headless = (args: string[]) => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({ launchOptions: { executablePath: findChromium(), args } }),
  instances: [{ browser: 'chromium' as const }]
});

export default defineConfig({
  plugins: [
    isolationHeaders(),
    modelAssets(),
    embedSdk(),
    paraglideVitePlugin({
      project: './src/lib/ui/messages/project.inlang',
      outdir: './src/lib/paraglide',
      strategy: ['localStorage', 'preferredLanguage', 'baseLocale']
    }),
    shipping(),
    sveltekit(),
    pwa()
  ],
  define: { __APP_VERSION__: JSON.stringify(appVersion()) },
  worker: { format: 'es' },
  optimizeDeps: {
    exclude: [
      'onnxruntime-web',
      '@imgly/background-removal',
      '@jsquash/jpeg',
      '@jsquash/webp',
      '@jsquash/avif',
      '@jsquash/oxipng'
    ]
  },
  test: {
    projects: [
      {
        extends: './vite.config.ts',
        test: {
          name: 'node',
          environment: 'node',
          include: ['tests/{node,house}/**/*.test.ts'],
          // Patient with busy machines: the slowest take seconds on a quiet one.
          testTimeout: 60_000
        }
      },
      {
        extends: './vite.config.ts',
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          retry: 1,
          browser: headless(CHROMIUM_ARGS)
        }
      },
      {
        extends: './vite.config.ts',
        plugins: [workerPolicyHeaders()],
        test: {
          name: 'webgpu',
          include: ['tests/webgpu/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          browser: headless(WEBGPU_ARGS)
        }
      }
    ]
  }
});
