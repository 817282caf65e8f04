import type { Store } from './store.ts';

/** Held, shared, by every page that works on this origin's projects. */
const LOCK = 'packshot-pages';

/**
 * Sweeps what earlier visits left behind, if no other page is open, and from then on keeps other pages from doing so:
 * a blob that only this page's undo knows of must not go. Without Web Locks nothing is ever swept.
 */
export async function sweepWhenAlone(store: Store): Promise<void> {
  try {
    const { locks } = navigator;
    await locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? store.sweep() : undefined));
    await new Promise<void>((held, refused) => {
      const forThePagesLife = () => {
        held();
        return new Promise<never>(() => {});
      };
      locks.request(LOCK, { mode: 'shared' }, forThePagesLife).catch(refused);
    });
  } catch {
    return;
  }
}
