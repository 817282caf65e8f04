import { expect, test } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from '../../tools/chromium.mjs';
import { serveApp, serveHostPage } from './embed-host.ts';
import { embed, frameOf, journey } from './embed-journey.ts';

// Without our list Playwright starts Chromium with its own, which denies storage to frames of other sites.
const args = CHROMIUM_ARGS.filter((flag) => !flag.startsWith('--disable-features'));
test.use({ launchOptions: { executablePath: findChromium(), args } });

for (const ui of ['none', 'editor'] as const) {
  test(`a frame that is refused all storage does the whole journey in memory (ui "${ui}")`, async ({
    page
  }) => {
    const host = await serveHostPage();
    const app = await serveApp({ allowedOrigins: [host.origin] });
    await embed(page, host, app, { ui, persistence: 'local' });
    const storage = await frameOf(page, app).evaluate(() => {
      try {
        return typeof localStorage;
      } catch (error) {
        return (error as DOMException).name;
      }
    });
    const { capabilities, rendered } = await journey(page);
    await Promise.all([host.close(), app.close()]);
    expect([storage, capabilities.storage]).toEqual(['SecurityError', false]);
    expect(rendered.name).toBe('B0C4TR311X.MAIN.jpg');
  });
}
