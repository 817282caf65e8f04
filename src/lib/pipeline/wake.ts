/** Keeps the screen from going dark while long work runs, where the browser can. Returns what ends that. */
export function keepAwake(): () => void {
  const wakeLock = globalThis.navigator?.wakeLock;
  if (!wakeLock) return () => {};
  let lock: WakeLockSentinel | null = null;
  let isOver = false;
  const ask = async () => {
    if (document.visibilityState !== 'visible') return;
    try {
      const given = await wakeLock.request('screen');
      if (isOver) await given.release();
      else lock = given;
    } catch {
      // Refused: low battery, or a frame that may not. The work goes on all the same.
      lock = null;
    }
  };
  // A browser takes it back whenever the page is hidden.
  document.addEventListener('visibilitychange', ask);
  void ask();
  return () => {
    isOver = true;
    document.removeEventListener('visibilitychange', ask);
    void lock?.release();
  };
}
