import { dev } from '$app/environment';
import { asset } from '$app/paths';

/**
 * What the service worker has to tell. The page is never reloaded but by `applyUpdate`, which a person asks for.
 */
class AppUpdate {
  /** The whole app is on this device and starts without a network. */
  offlineReady = $state(false);
  /** A newer version is on this device and waits for `applyUpdate`. */
  updateReady = $state(false);
  #waiting: ServiceWorker | null = null;
  #started = false;

  /**
   * Registers the service worker and looks for a newer one whenever the page is shown again. Call once, from the
   * layout. Does nothing in development and where service workers are refused (some frames and private windows).
   */
  async start(): Promise<void> {
    if (dev || this.#started || !('serviceWorker' in navigator)) return;
    this.#started = true;
    try {
      const registration = await navigator.serviceWorker.register(asset('/service-worker.js'));
      this.#follow(registration);
      await navigator.serviceWorker.ready;
      this.offlineReady = true;
    } catch {
      // Refused: the app works online as it is.
    }
  }

  /** Starts the newer version: this page reloads into it, other tabs go on with theirs. Save open work before. */
  applyUpdate(): void {
    if (!this.#waiting) return;
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    this.#waiting.postMessage('skip-waiting');
  }

  #follow(registration: ServiceWorkerRegistration): void {
    this.#offer(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => {
        if (installing.state === 'installed') this.#offer(registration.waiting);
      });
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') registration.update().catch(() => {});
    });
  }

  /** On a first visit nothing controls the page, so the first version is no update. */
  #offer(waiting: ServiceWorker | null): void {
    if (!waiting || !navigator.serviceWorker.controller) return;
    this.#waiting = waiting;
    this.updateReady = true;
  }
}

export const appUpdate = new AppUpdate();
