import { SvelteSet } from 'svelte/reactivity';
import { missingProblems, PastExports, type Change, type ExportedFile } from '../../domain/batch/exported.ts';
import type { ExportPlan, PlannedFile } from '../../domain/batch/planned.ts';
import type { Problem } from '../../domain/batch/problems.ts';
import type { Report } from '../../domain/compliance/report.ts';
import type { Studio } from '../../pipeline/studio.ts';

/** What of a project has gone to its channels before, and what a person says of what has no file any more. */
export class Past {
  readonly #work: Studio['store']['work'];
  readonly #project: string;
  #gone = $state.raw(new PastExports('', []));
  /** MAINs that stay at their channel although there is no file for them, by `ExportedFile.id`. */
  readonly leftThere = new SvelteSet<string>();

  constructor({ store }: Pick<Studio, 'store'>, project: string) {
    this.#work = store.work;
    this.#project = project;
  }

  get isEmpty(): boolean {
    return this.#gone.files.length === 0;
  }

  async read(): Promise<void> {
    const files = await this.#work.listExported(this.#project).catch((): ExportedFile[] => []);
    this.#gone = new PastExports(this.#project, files);
  }

  /** Null where only making the file tells. */
  changeOf(file: PlannedFile, report: Report | null): Change | null {
    if (!this.#gone.in(file)) return 'new';
    return report && this.#gone.changeOf(file, report.file);
  }

  /** What has gone and would have no file any more. */
  problemsOf({ scope, files }: ExportPlan): readonly Problem[] {
    const missing = this.#gone.missing(scope, files);
    return missingProblems(missing.filter(({ id }) => !this.leftThere.has(id)));
  }

  /** After an export: what was left there is asked no more, and what has gone is known. */
  async settle(): Promise<void> {
    await this.#work.deleteExported([...this.leftThere]).catch(() => {});
    await this.read();
  }
}
