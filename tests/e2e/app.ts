import { test as base, type BrowserContext, type Page } from '@playwright/test';

/** What no page of Packshot may ever do. Empty = nothing happened. */
export interface Watch {
  /** Addresses of requests that left the app's own origin. */
  readonly egress: readonly string[];
  /** Content security policy violations, as `directive: blocked address`. */
  readonly violations: readonly string[];
}

/**
 * Records requests and policy violations of every page, frame and worker of a context.
 * @param origins the app's, and a host page's where there is one
 */
export async function watch(context: BrowserContext, origins: readonly string[]): Promise<Watch> {
  const egress: string[] = [];
  const violations: string[] = [];
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && !origins.includes(url.origin)) egress.push(url.href);
  });
  // Workers have no page to report to; Chromium writes theirs to the console only.
  context.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
  });
  await context.exposeFunction('__violation', (text: string) => violations.push(text));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      (window as unknown as { __violation(text: string): void }).__violation(
        `${effectiveDirective}: ${blockedURI}`
      );
    });
  });
  return { egress, violations };
}

interface Fixtures {
  /** Fails the test where a page made a request off-origin or broke its policy. */
  guard: Watch;
}

/** Playwright's `test`, on the built app with the stub model, held to zero egress and zero policy violations. */
export const test = base.extend<Fixtures>({
  guard: [
    async ({ context, baseURL }, use) => {
      const watched = await watch(context, [new URL(baseURL ?? '').origin]);
      await use(watched);
      base.expect(watched.egress, 'requests off-origin').toEqual([]);
      base.expect(watched.violations, 'content security policy violations').toEqual([]);
    },
    { auto: true }
  ]
});

export const { expect } = base;

/** Waits until the service worker has kept the whole app and controls this page. */
export async function untilOffline(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((claimed) => navigator.serviceWorker.addEventListener('controllerchange', claimed));
  });
}
