import { SvelteMap } from 'svelte/reactivity';
import type { Job, JobResult } from '../../domain/batch/job.ts';
import type { Output } from '../../domain/batch/output.ts';
import type { Studio } from '../../pipeline/studio.ts';

/** What a batch has made, as far as screens have asked for it. */
export class Made {
  readonly #work: Studio['store']['work'];
  /** Results of which the outputs were asked for, by `Job.id`. */
  readonly #asked = new SvelteMap<string, JobResult | undefined>();
  /** Finished files by `Job.id`. */
  readonly outputs = new SvelteMap<string, Output>();

  constructor({ store }: Pick<Studio, 'store'>) {
    this.#work = store.work;
  }

  /** What was made of a job, where it was. */
  async output(jobId: string): Promise<Output | null> {
    const output = await this.#work.getOutput(jobId).catch(() => null);
    if (output) this.outputs.set(jobId, output);
    return output;
  }

  /** Asks what was made of these jobs, unless that is known. */
  look(jobs: readonly Job[]): void {
    for (const job of jobs) {
      if (this.#asked.get(job.id) === job.result) continue;
      this.#asked.set(job.id, job.result);
      void this.output(job.id);
    }
  }
}
