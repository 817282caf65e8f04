import { readFileSync } from 'node:fs';

/* What a page costs: its JavaScript heap, its process's memory, and how long its main thread stood still. */

/** @typedef {{ late: number[], tasks: { count: number, total: number, longest: number }, over: number[], frames: { ms: number[], cards: number } }} Probe */
/** @typedef {{ photos: number, heapMb: number, rssMb: number }} Sample MB = 10⁶ bytes */

/** What probe.js counted. @param {import('playwright').Page} page @returns {Promise<Probe>} */
export const readProbe = (page) => page.evaluate('probe');

/** Value under which a share of all lies. @param {readonly number[]} sorted @param {number} share */
export const quantile = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** As `quantile`, of counts by whole ms. @param {readonly number[]} counts @param {number} share */
export function quantileOf(counts, share) {
  const all = counts.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  return counts.findIndex((count) => (seen += count) >= all * share);
}

/** MB that a process has in memory: `VmRSS` of /proc/<pid>/status, see proc(5); 0 where nobody says. */
function residentMb(/** @type {number} */ pid) {
  try {
    const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return (Number(kibibytes ?? 0) * 1024) / 1e6;
  } catch {
    return 0;
  }
}

/** Samples a page every second until it is stopped. */
export class Gauges {
  /** @type {Sample[]} */
  samples = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #isOver = false;

  /** @param {import('playwright').Page} page */
  static async on(page) {
    const browser = page.context().browser();
    if (!browser) throw new Error('No browser to ask for its processes');
    const gauges = new Gauges();
    const [all, own] = [await browser.newBrowserCDPSession(), await page.context().newCDPSession(page)];
    await own.send('Performance.enable');
    const sample = async () => {
      const { processInfo } = await all.send('SystemInfo.getProcessInfo');
      const renderers = processInfo.filter(({ type }) => type === 'renderer');
      const { metrics } = await own.send('Performance.getMetrics');
      const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
      const photos = await page.evaluate('probe.over.length');
      const rssMb = Math.max(0, ...renderers.map(({ id }) => residentMb(id)));
      gauges.samples.push({ photos: Number(photos), heapMb: heap / 1e6, rssMb });
    };
    const again = async () => {
      if (gauges.#isOver) return;
      // A page that is busy answers late; one that has gone, never.
      await sample().catch(() => {});
      gauges.#timer = setTimeout(again, 1_000);
    };
    await again();
    return gauges;
  }

  stop() {
    this.#isOver = true;
    clearTimeout(this.#timer);
    return this.samples;
  }
}

/** MB that each photo adds to the process, over the last half of them (least squares). @param {readonly Sample[]} samples */
export function rssSlope(samples) {
  const last = samples.at(-1)?.photos ?? 0;
  const half = samples.filter(({ photos }) => photos >= last / 2);
  const mean = (/** @type {(sample: Sample) => number} */ of) =>
    half.reduce((sum, sample) => sum + of(sample), 0) / half.length;
  const [x, y] = [mean(({ photos }) => photos), mean(({ rssMb }) => rssMb)];
  const spread = half.reduce((sum, { photos }) => sum + (photos - x) ** 2, 0);
  return spread === 0
    ? 0
    : half.reduce((sum, { photos, rssMb }) => sum + (photos - x) * (rssMb - y), 0) / spread;
}
