import { FLAG_BELOW } from '../../domain/document/edits/cutout.ts';
import type { Photo } from '../../domain/document/document.ts';
import type { Verdict } from '../../domain/compliance/report.ts';
import type { RenderedFile } from '../../pipeline/export.ts';
import type { PhotoFile } from '../../pipeline/import.ts';
import type { LoadedProject, Studio } from '../../pipeline/studio.ts';
import { m } from '../../paraglide/messages.js';
import { Intake } from '../projects/intake.svelte.ts';
import { errorWords } from '../shared/error-words.ts';
import { notices } from '../shared/notices.svelte.ts';
import { verdictSentence } from '../shared/words.ts';
import { Cutting, type Cut } from './cutting.svelte.ts';
import { Output } from './output.svelte.ts';
import { Pictures } from './pictures.svelte.ts';
import { ProjectCardKeeper } from './project-card.ts';
import { EditorSession } from './session.svelte.ts';
import { Viewport } from './viewport.svelte.ts';

export interface DeskEvents {
  /** Save was pressed and the file is ready. */
  onsave(file: RenderedFile): void;
  /** Every finished, checked result; not previews. */
  onrendered(file: RenderedFile): void;
}

const ANNOUNCED: Record<Cut['pass'], () => string> = {
  preview: m.work_title_preview,
  result: m.stage_preview_shown,
  only: m.work_title_only
};

/** Everything on the editor's desk, and what its buttons and keys do. The component only lays it out. */
export class EditorDesk {
  readonly session: EditorSession;
  readonly output: Output;
  readonly pictures: Pictures;
  readonly cutting: Cutting;
  readonly view: Viewport;
  readonly intake = new Intake();
  readonly #studio: Studio;
  readonly #events: DeskEvents;
  readonly #card: ProjectCardKeeper;
  /** The last cutout made here: its matte, and how long it took, ms. */
  #made = $state.raw<{ matte: string | undefined; tookMs: number } | null>(null);
  #isClosed = false;
  /** Save was pressed before the file was ready: it is saved as soon as it is. */
  isSaveWaiting = $state(false);

  constructor(studio: Studio, loaded: LoadedProject, events: DeskEvents) {
    this.#studio = studio;
    this.#events = events;
    this.#card = new ProjectCardKeeper(studio.store);
    this.session = new EditorSession(studio.store, loaded);
    this.output = new Output(studio);
    this.pictures = new Pictures(studio);
    this.view = new Viewport(() => this.file ?? this.photo?.size ?? { width: 1, height: 1 });
    this.cutting = new Cutting(studio, {
      onstart: () => notices.dismiss('stopped'),
      onpreview: (photoId, edit) => this.session.preview(photoId, edit),
      onresult: (photoId, edit, totalMs) => {
        this.session.setCutout(photoId, edit);
        this.#made = { matte: edit.matte?.sha256, tookMs: totalMs };
      }
    });
  }

  /** The photo as it is shown: with the preview cutout, if there is one. */
  get photo(): Photo | undefined {
    return this.session.shown.photos.find(({ id }) => id === this.session.photo?.id);
  }

  /** How long the cutout that is shown took, ms; null where it was made earlier. */
  get tookMs(): number | null {
    const matte = this.photo?.edits.cutout.matte?.sha256;
    return matte !== undefined && this.#made?.matte === matte ? this.#made.tookMs : null;
  }

  get file(): RenderedFile | null {
    return this.output.file;
  }

  /** The finished result: not a preview, nothing running. */
  get finished(): RenderedFile | null {
    const isRunning = this.cutting.isBusy || this.output.isRendering || this.session.isDraft;
    return isRunning ? null : this.file;
  }

  get verdict(): Verdict | 'work' | 'none' {
    if (this.cutting.isBusy || this.output.isRendering) return 'work';
    return this.file?.report.verdict ?? 'none';
  }

  get isUnsure(): boolean {
    return (this.photo?.edits.cutout.confidence ?? 1) < FLAG_BELOW;
  }

  /** What a screen reader is told as it happens. */
  get announcement(): string {
    const { cut } = this.cutting;
    if (cut) return cut.stage === 'wait' ? '' : ANNOUNCED[cut.pass]();
    if (this.cutting.wanted) return m.consent_title();
    return this.finished ? verdictSentence(this.finished.report.verdict) : '';
  }

  /** Cuts out the photo that is looked at, unless it has been. */
  begin(): void {
    this.isSaveWaiting = false;
    this.cutting.decline();
    const { photo } = this.session;
    if (photo && !photo.edits.cutout.matte) void this.cutting.start(photo);
  }

  cutOut(): void {
    if (this.session.photo) void this.cutting.start(this.session.photo);
  }

  step(by: 1 | -1): void {
    const next = this.session.project.photos[this.session.index + by];
    if (!next) return;
    this.session.preview('', null);
    this.session.select(next.id);
    this.view.fit();
    this.begin();
  }

  save(): void {
    const { finished, cutting, output } = this;
    if (finished) return this.#events.onsave(finished);
    this.isSaveWaiting = true;
    if (!cutting.isBusy && !cutting.wanted && !output.isRendering) this.cutOut();
  }

  /** To be called with each finished file: tells of it, and saves it where that was asked for. */
  deliver(file: RenderedFile): void {
    this.#events.onrendered(file);
    if (!this.isSaveWaiting) return;
    this.isSaveWaiting = false;
    this.#events.onsave(file);
  }

  /** Stops what runs; false where nothing did. */
  stop(): boolean {
    this.isSaveWaiting = false;
    if (!this.cutting.isBusy) return false;
    this.cutting.stop();
    this.session.preview('', null);
    notices.say({ id: 'stopped', tone: 'info', title: m.work_cancelled() });
    return true;
  }

  undo(): void {
    this.cutting.stop();
    this.session.undo();
  }

  async add(files: readonly PhotoFile[]): Promise<void> {
    const photos = await this.intake.take(this.#studio, files);
    if (photos.length === 0) return;
    this.session.addPhotos(photos);
    if (this.#isClosed) await this.#keepUnseen();
    else this.begin();
  }

  /** The editor was left while photos were being taken in: nothing on screen saves them, or says that it failed. */
  async #keepUnseen(): Promise<void> {
    await this.session.save(this.session.project);
    const { saveProblem } = this.session;
    if (!saveProblem) return;
    const { what, remedy } = errorWords(saveProblem);
    notices.say({ tone: 'error', title: what, text: remedy, code: saveProblem.code });
  }

  /** Brings the pictures that are looked at onto the stage. */
  showPictures(photo: Photo | undefined, file: RenderedFile | null, mode: Viewport['mode']): void {
    const shown = [this.pictures.showSource(photo), this.pictures.showResult(file)];
    if (mode === 'mask') shown.push(this.pictures.showMatte(photo));
    if (mode === 'white') shown.push(this.pictures.showWhite(file, photo));
    // What cannot be decoded here fails in `output` too, which says so.
    void Promise.allSettled(shown);
  }

  /** Keeps the project's card in the list up to date. The card is an ornament: where it cannot be kept, nothing is lost. */
  updateCard(photo: Photo, picture: ImageBitmap): void {
    this.#card.update(this.session.project, photo, picture, this.output.verdicts).catch(() => {});
  }

  close(): void {
    this.#isClosed = true;
    this.cutting.stop();
    this.output.stop();
    this.pictures.close();
  }
}
