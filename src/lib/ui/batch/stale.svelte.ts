import type { Project } from '../../domain/document/document.ts';
import { staleIds } from '../../pipeline/overview.ts';
import type { Studio } from '../../pipeline/studio.ts';
import type { BatchRow } from './rows.ts';

const NONE: ReadonlySet<string> = new Set();

/** Files of a batch that would come out differently today. */
export class Stale {
  readonly #studio: Studio;
  /** By `Job.id`. */
  ids = $state.raw(NONE);

  constructor(studio: Studio) {
    this.#studio = studio;
  }

  readonly isIn = ({ jobs }: BatchRow): boolean => jobs.some(({ id }) => this.ids.has(id));

  /** Nothing depends on them: where they cannot be known they are not told. */
  async look(project: Project): Promise<void> {
    this.ids = await staleIds(this.#studio, project).catch(() => this.ids);
  }
}
