import { SvelteMap } from 'svelte/reactivity';
import type { Channel } from '../../domain/channels/channel.ts';
import { pictureOf, type PlannedFile } from '../../domain/batch/planned.ts';
import type { Report, Verdict } from '../../domain/compliance/report.ts';
import type { Photo, Project } from '../../domain/document/document.ts';
import { byId } from '../../domain/document/lookup.ts';
import { keyOf } from '../../domain/document/resolve.ts';
import { asPackshotError, type PackshotError } from '../../domain/errors.ts';
import { keptFile, reportAs } from '../../pipeline/kept-file.ts';
import { renderPhoto } from '../../pipeline/export.ts';
import type { Studio } from '../../pipeline/studio.ts';
import type { Written } from '../compliance/encode-words.ts';
import { isSameIn } from '../editor/outputs.ts';

/** The report on a file, and of which photo and name it is and by which rules. */
interface Known {
  readonly photo: Photo;
  readonly name: string;
  readonly channel: Channel;
  readonly report: Report;
  /** Null where nobody knows. */
  readonly written: Written | null;
}

/** What is known of files without making them again: the reports of those that were made, while nothing has changed. */
export class Checked {
  readonly #known = new SvelteMap<string, Known>();
  /** By `pictureOf`: under whichever size's name it was made. */
  readonly #pictures = new SvelteMap<string, Known>();

  constructor(private readonly rules: Studio['rules']) {}

  keep(file: PlannedFile, photo: Photo, report: Report, written: Written | null): void {
    const channel = this.rules.channel(file.channel);
    const known = { photo, name: file.name, channel, report, written };
    this.#known.set(file.key, known);
    this.#pictures.set(pictureOf(file), known);
  }

  /** Null where the file was not made, or not as it would be now. */
  of(file: PlannedFile, photo: Photo | undefined): Pick<Known, 'report' | 'written'> | null {
    const known = this.#known.get(file.key);
    return photo && known?.name === file.name && this.#isSame(known, file, photo) ? known : null;
  }

  /** Takes a file for known whose picture was made under another size's name. False where it was not. */
  share(file: PlannedFile, photo: Photo): boolean {
    const known = this.#pictures.get(pictureOf(file));
    const isShared = known !== undefined && known.name !== file.name && this.#isSame(known, file, photo);
    if (isShared)
      this.keep(file, photo, reportAs({ rules: this.rules }, photo, file, known.report), known.written);
    return isShared;
  }

  #isSame(known: Known, file: PlannedFile, photo: Photo): boolean {
    return known.channel === this.rules.channel(file.channel) && isSameIn(keyOf(file), known.photo, photo);
  }
}

export interface Progress {
  readonly done: number;
  readonly total: number;
}

const GRAVITY: readonly Verdict[] = ['fail', 'review', 'fixed', 'pass'];

/** One verdict on several files: the worst that is known; `none` while all that is known is good, but not all is known. */
export function worst(verdicts: readonly (Verdict | null)[]): Verdict | 'none' {
  const known = GRAVITY.find((verdict) => verdicts.includes(verdict));
  if (known === 'fail' || known === 'review') return known;
  return known === undefined || verdicts.includes(null) ? 'none' : known;
}

/** Makes files only to check them, one after the other. */
export class Checking {
  readonly #studio: Studio;
  readonly #checked: Checked;
  #abort: AbortController | null = null;
  progress = $state.raw<Progress | null>(null);
  problem = $state.raw<PackshotError | null>(null);

  constructor(studio: Studio, checked: Checked) {
    this.#studio = studio;
    this.#checked = checked;
  }

  /** Those of `files` that are not known. A file that cannot be made stays unknown; the first reason is shown. */
  async run(project: Project, files: readonly PlannedFile[]): Promise<void> {
    this.stop();
    const abort = (this.#abort = new AbortController());
    const photos = byId(project.photos);
    const unknown = files.filter((file) => !this.#checked.of(file, photos.get(file.photo)));
    this.problem = null;
    for (const [done, file] of unknown.entries()) {
      if (abort.signal.aborted) return;
      this.progress = { done, total: unknown.length };
      const photo = photos.get(file.photo);
      if (photo && !this.#checked.share(file, photo)) await this.#check(project, photo, file, abort.signal);
    }
    if (this.#abort === abort) this.stop();
  }

  /** Takes what a batch has made for known; nothing is made. */
  async look(project: Project, files: readonly PlannedFile[]): Promise<void> {
    const photos = byId(project.photos);
    for (const file of files) {
      const photo = photos.get(file.photo);
      if (!photo || this.#checked.of(file, photo) || this.#checked.share(file, photo)) continue;
      const kept = await keptFile(this.#studio, project, file).catch(() => null);
      if (kept) this.#checked.keep(file, photo, kept.report, null);
    }
  }

  async #check(project: Project, photo: Photo, file: PlannedFile, signal: AbortSignal): Promise<void> {
    const { channel, role, locale, name } = file;
    try {
      const { report, quality, ms } = await renderPhoto(
        this.#studio,
        project,
        photo,
        { channel, role, locale, name },
        { signal }
      );
      this.#checked.keep(file, photo, report, { quality, ms: ms.encode });
    } catch (error) {
      if (!signal.aborted) this.problem ??= asPackshotError(error, 'encode-failed');
    }
  }

  /** False where nothing ran. */
  stop(): boolean {
    const isRunning = this.#abort !== null;
    this.#abort?.abort();
    this.#abort = this.progress = null;
    return isRunning;
  }
}
