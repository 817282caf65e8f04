import * as change from '../domain/document/change.ts';
import type { Photo, Project } from '../domain/document/document.ts';
import { PackshotError } from '../domain/errors.ts';
import type { ReportWords } from '../pipeline/ledger.ts';
import type { Batch } from '../pipeline/batch.ts';
import { listModels, prepareModel } from '../pipeline/models.ts';
import type { Studio } from '../pipeline/studio.ts';
import type { Emit } from './dispatch.ts';
import { Lane } from './lane.ts';
import type { ProjectOwner } from './project-owner.ts';

export interface MethodContext {
  readonly studio: Studio;
  readonly owner: ProjectOwner;
  readonly emit: Emit;
  /** The batch of screens that are shown: there is one of a project. Absent where nothing is shown. */
  readonly openBatch?: (() => Promise<Batch>) | undefined;
  /** In whose words printable reports are written; fetched when one is. */
  readonly reportWords: () => Promise<ReportWords>;
}

/** What `progress` says a download is for. */
export interface Purpose {
  readonly task: string;
  readonly id?: string | undefined;
}

/** What every method works with: the document, and lanes in which work on pixels waits for its turn. */
export class Desk {
  readonly studio: Studio;
  readonly emit: Emit;
  readonly reportWords: MethodContext['reportWords'];
  readonly openBatch: MethodContext['openBatch'];
  readonly files = new Lane();
  readonly cutouts = new Lane();
  readonly #models = new Lane();
  readonly #owner: ProjectOwner;

  constructor({ studio, owner, emit, openBatch, reportWords }: MethodContext) {
    this.studio = studio;
    this.emit = emit;
    this.openBatch = openBatch;
    this.reportWords = reportWords;
    this.#owner = owner;
  }

  get project(): Project {
    return this.#owner.project;
  }

  /** @throws `not-found` */
  photo(id: string): Photo {
    return change.findPhoto(this.project, id);
  }

  change(edit: (before: Project) => Project): void {
    this.#owner.change(edit(this.project));
  }

  /** In both lanes: between an import's or a cutout's keeping of its pixels and its change, nothing refers to them. */
  tidy(): Promise<void> {
    return this.alone(async () => this.#owner.tidy?.(), new AbortController().signal);
  }

  /** Runs while nothing else works on pixels. */
  alone<R>(work: () => Promise<R>, signal: AbortSignal): Promise<R> {
    return this.cutouts.run(() => this.files.run(work, signal), signal);
  }

  /** Nothing where the model is on the device already. @throws `model-unavailable` */
  async fetchModel(model: string, { task, id }: Purpose, signal: AbortSignal): Promise<void> {
    const known = (await listModels(this.studio)).find((entry) => entry.id === model);
    if (!known) throw new PackshotError('model-unavailable', `No model "${model}"`, { model });
    if (known.cached) return;
    const onProgress = (progress: { done: number; total: number }) =>
      this.emit('progress', { task, ...(id !== undefined && { id }), stage: 'model', ...progress });
    await this.#models.run(() => prepareModel(this.studio, model, { signal, onProgress }), signal);
  }

  /** Fetches what finds the things that words name. Nothing where this build ships no such model. */
  async fetchDetector(purpose: Purpose, signal: AbortSignal): Promise<void> {
    const detector = (await listModels(this.studio)).find(({ task }) => task === 'detection');
    if (detector) await this.fetchModel(detector.id, purpose, signal);
  }
}
