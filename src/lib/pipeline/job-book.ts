import type { Job } from '../domain/batch/job.ts';
import type { Output } from '../domain/batch/output.ts';
import type { WorkStore } from '../storage/store.ts';

/** A project's jobs in the order in which they were asked for, for a page that works none of them: nothing is written. */
export async function lookAtJobs(store: WorkStore, project: string): Promise<readonly Job[]> {
  return (await store.listJobs(project)).sort((a, b) => a.order - b.order);
}

/** A project's jobs, in memory as they are on disk: written first, then seen. */
export class JobBook {
  readonly #store: WorkStore;
  readonly #jobs: Map<string, Job>;
  #all: readonly Job[] | null = null;

  private constructor(store: WorkStore, jobs: readonly Job[]) {
    this.#store = store;
    this.#jobs = new Map(jobs.map((job) => [job.id, job]));
  }

  /** @param photos ids of those that there are: the jobs of others go */
  static async open(store: WorkStore, project: string, photos: ReadonlySet<string>): Promise<JobBook> {
    const jobs = await lookAtJobs(store, project);
    const gone = jobs.filter(({ photo }) => !photos.has(photo));
    if (gone.length > 0) await store.deleteJobs(gone.map(({ id }) => id));
    return new JobBook(
      store,
      jobs.filter(({ photo }) => photos.has(photo))
    );
  }

  get byId(): ReadonlyMap<string, Job> {
    return this.#jobs;
  }

  /** In the order in which they were asked for; the same array until something changes. */
  all(): readonly Job[] {
    return (this.#all ??= [...this.#jobs.values()]);
  }

  /** @throws `quota-exceeded` */
  async put(jobs: readonly Job[]): Promise<void> {
    if (jobs.length === 0) return;
    await this.#store.putJobs(jobs);
    this.remember(jobs);
  }

  /** @throws `quota-exceeded` */
  async finish(job: Job, output: Output): Promise<void> {
    await this.#store.finish(job, output);
    this.remember([job]);
  }

  /** Without the disk. */
  remember(jobs: readonly Job[]): void {
    for (const job of jobs) this.#jobs.set(job.id, job);
    this.#all = null;
  }
}
