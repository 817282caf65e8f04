import { readFile, writeFile } from 'node:fs/promises';
import type { Browser } from 'playwright';

/** Highest resident memory of the page's own process since `start`, where the system says it (Linux). */
export interface MemoryWatch {
  start(): Promise<void>;
  /** MB (10⁶ bytes) of the largest renderer process; null where nobody can say. */
  peak(): Promise<number | null>;
}

/** High-water mark of a process in MB: `VmHWM` of /proc/<pid>/status, see proc(5). */
async function highWater(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kibibytes === undefined ? null : (Number(kibibytes) * 1024) / 1e6;
}

/** Watches the renderer processes of a browser; the page and its frame are of one origin, so they share one. */
export async function watchMemory(browser: Browser): Promise<MemoryWatch> {
  const session = await browser.newBrowserCDPSession();
  const renderers = async (): Promise<number[]> => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  };
  return {
    async start() {
      // 5 resets the high-water mark; only the process's owner may, so a refusal leaves the mark of the whole run.
      for (const pid of await renderers()) {
        await writeFile(`/proc/${pid}/clear_refs`, '5').catch(() => undefined);
      }
    },
    async peak() {
      const marks = await Promise.all((await renderers()).map(highWater));
      const known = marks.filter((mark) => mark !== null);
      return known.length > 0 ? Math.max(...known) : null;
    }
  };
}
