import type { ExportPlan, PlannedFile } from '../../domain/batch/planned.ts';
import type { Report } from '../../domain/compliance/report.ts';
import type { Project } from '../../domain/document/document.ts';
import { asPackshotError, type PackshotError } from '../../domain/errors.ts';
import { runExport, type ExportResult } from '../../pipeline/export-run.ts';
import type { ExportOptions } from '../../pipeline/ledger.ts';
import { chooseSink } from '../../pipeline/sinks.ts';
import type { Studio } from '../../pipeline/studio.ts';
import { openBatches } from '../batch/open-batches.ts';
import type { EditorSession } from '../editor/session.svelte.ts';
import type { Progress } from './checked.svelte.ts';

/** An export under way, and what became of the last one. */
export class Running {
  readonly #studio: Studio;
  readonly #session: EditorSession;
  readonly #onreport: (file: PlannedFile, report: Report) => void;
  /** Called when so many files have been handed over. */
  onexported: (files: number) => void = () => {};
  #abort: AbortController | null = null;
  progress = $state.raw<Progress | null>(null);
  result = $state.raw<ExportResult | null>(null);
  problem = $state.raw<PackshotError | null>(null);

  constructor(studio: Studio, session: EditorSession, onreport: (file: PlannedFile, report: Report) => void) {
    this.#studio = studio;
    this.#session = session;
    this.#onreport = onreport;
  }

  /** To be called in the click itself: it may ask for a folder. */
  async start(
    project: Project,
    plan: ExportPlan,
    options: Omit<ExportOptions, 'signal' | 'onProgress' | 'onReport' | 'mark'>
  ): Promise<void> {
    if (this.#abort) return;
    const abort = (this.#abort = new AbortController());
    this.result = this.problem = null;
    try {
      const sink = await chooseSink();
      if (!sink) return;
      this.progress = { done: 0, total: plan.files.length };
      const result = await runExport(this.#studio, project, plan, sink, {
        ...options,
        signal: abort.signal,
        mark: openBatches.get(this.#session)?.mark,
        onProgress: (done, total) => (this.progress = { done, total }),
        onReport: this.#onreport
      });
      this.result = result;
      this.onexported(result.delivered.length);
    } catch (error) {
      this.problem = asPackshotError(error, 'encode-failed');
    } finally {
      this.progress = this.#abort = null;
    }
  }

  /** False where nothing ran. */
  stop(): boolean {
    this.#abort?.abort();
    return this.#abort !== null;
  }

  close(): void {
    this.result = this.problem = null;
  }
}
