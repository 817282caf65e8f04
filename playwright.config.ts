import { defineConfig, devices } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './tools/chromium.mjs';

/* End to end, on the built app. `tests/e2e/stub-build.ts` serves it and says where in PACKSHOT_URL. */
export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/e2e/stub-build.ts',
  workers: 1,
  // Patient with slow and busy machines; a test that needs its second try is listed as flaky.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  retries: 1,
  reporter: [['list']],
  forbidOnly: Boolean(process.env['CI']),
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    baseURL: process.env['PACKSHOT_URL'],
    launchOptions: { executablePath: findChromium(), args: CHROMIUM_ARGS }
  }
});
