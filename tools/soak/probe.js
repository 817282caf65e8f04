/*
 * Runs in the page of a soak before the app does: how long its main thread stood still, and when each photo's file was
 * written down. Keeps counts, so that it does not grow with what it watches.
 */
(() => {
  const EVERY_MS = 10;
  const OVER = ['done', 'review', 'failed'];

  const probe = (window.probe = {
    /** How often a timer of 10 ms came late, by whole ms. */
    late: new Array(2001).fill(0),
    /** Long tasks (50 ms and more): number, ms in all, the longest. */
    tasks: { count: 0, total: 0, longest: 0 },
    /** `performance.now()` at which photos were over, in their order. */
    over: [],
    /** ms between frames, while `frames.isOn`. */
    frames: { isOn: false, ms: [], cards: 0 },
    restart() {
      probe.late.fill(0);
      probe.tasks = { count: 0, total: 0, longest: 0 };
      probe.frames = { isOn: false, ms: [], cards: 0 };
    }
  });

  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      probe.tasks.count += 1;
      probe.tasks.total += duration;
      probe.tasks.longest = Math.max(probe.tasks.longest, duration);
    }
  }).observe({ type: 'longtask' });

  let due = performance.now() + EVERY_MS;
  const tick = () => {
    const now = performance.now();
    probe.late[Math.min(2000, Math.max(0, Math.round(now - due)))] += 1;
    due = now + EVERY_MS;
    setTimeout(tick, EVERY_MS);
  };
  setTimeout(tick, EVERY_MS);

  let last = null;
  const frame = (at) => {
    if (probe.frames.isOn && last !== null) probe.frames.ms.push(at - last);
    last = probe.frames.isOn ? at : null;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);

  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    if (this.name === 'jobs' && OVER.includes(given[0]?.state)) probe.over.push(performance.now());
    return put.apply(this, given);
  };
})();
