import { FLAG_BELOW } from '../../domain/document/edits/cutout.ts';
import type { Photo } from '../../domain/document/document.ts';
import type { Rect } from '../../domain/pixels.ts';
import type { Verdict } from '../../domain/compliance/report.ts';
import type { Candidate } from '../../pipeline/cutout.ts';
import type { RenderedFile } from '../../pipeline/export.ts';
import type { PhotoFile } from '../../pipeline/import.ts';
import type { LoadedProject, Studio } from '../../pipeline/studio.ts';
import { m } from '../../paraglide/messages.js';
import { Intake } from '../projects/intake.svelte.ts';
import { notices } from '../shared/notices.svelte.ts';
import { announcementOf } from './announcement.ts';
import { Cutting } from './cutting.svelte.ts';
import { saySaveFailed, saySeriesFailed } from './failures.ts';
import { laidBy, type Laid } from './laid.ts';
import { Live } from './live.svelte.ts';
import { Output } from './output.svelte.ts';
import type { OutputChoice } from './outputs.ts';
import { Pictures } from './pictures.svelte.ts';
import { ProjectCardKeeper } from './project-card.ts';
import { ASK_AFTER_MS, questionOf } from './question.ts';
import { Series, similarTo } from './series.svelte.ts';
import { EditorSession } from './session.svelte.ts';
import { Toolbox } from './toolbox.svelte.ts';
import { Viewport } from './viewport.svelte.ts';

export interface DeskEvents {
  /** Save was pressed and the file is ready. */
  onsave(file: RenderedFile): void;
  /** Every finished, checked result; not previews. */
  onrendered(file: RenderedFile): void;
}

/** A stage that has not been measured yet still gets a picture, px. */
const LEAST_LIVE = 400;

/** The last cutout made here. */
interface Made {
  readonly photoId: string;
  readonly matte: string;
  readonly candidates: readonly Candidate[];
  readonly tookMs: number;
}

/** Everything on the editor's desk, and what its buttons and keys do. The component only lays it out. */
export class EditorDesk {
  readonly session: EditorSession;
  readonly output: Output;
  readonly live: Live;
  readonly pictures: Pictures;
  readonly cutting: Cutting;
  readonly series: Series;
  readonly view: Viewport;
  readonly tools: Toolbox;
  readonly intake = new Intake();
  readonly #studio: Studio;
  readonly #events: DeskEvents;
  readonly #card: ProjectCardKeeper;
  #made = $state.raw<Made | null>(null);
  #askTimer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;
  /** Save was pressed before the file was ready: it is saved as soon as it is. */
  isSaveWaiting = $state(false);

  constructor(studio: Studio, loaded: LoadedProject, events: DeskEvents) {
    this.#studio = studio;
    this.#events = events;
    this.#card = new ProjectCardKeeper(studio.store);
    this.session = new EditorSession(studio.store, loaded);
    this.output = new Output(studio);
    this.live = new Live(studio);
    this.pictures = new Pictures(studio);
    this.view = new Viewport(() => {
      const { plane, isOnPhoto } = this.tools;
      return isOnPhoto ? plane : (this.laid ?? plane);
    });
    this.tools = new Toolbox(studio, this);
    this.cutting = new Cutting(studio, {
      onstart: () => notices.dismiss('stopped'),
      onpreview: (photoId, found) => this.session.preview(photoId, found),
      onresult: (photoId, { found, candidates }, tookMs) => {
        this.session.setFound(photoId, found);
        this.#made = { photoId, matte: found.matte.sha256, candidates, tookMs };
      }
    });
    this.series = new Series(studio, {
      onresult: ({ id }, { found }) => this.session.setFound(id, found),
      onfailures: saySeriesFailed
    });
  }

  /** The photo as it is shown: with the preview cutout, if there is one. */
  get photo(): Photo | undefined {
    return this.session.shown.photos.find(({ id }) => id === this.session.photo?.id);
  }

  /** How long the cutout that is shown took, ms; null where it was made earlier. */
  get tookMs(): number | null {
    const matte = this.photo?.edits.cutout.found?.matte.sha256;
    return this.#made && this.#made.matte === matte ? this.#made.tookMs : null;
  }

  /** What was compared for the cutout that is shown, best first; empty where it was made earlier. */
  get candidates(): readonly Candidate[] {
    return this.#made && this.#made.photoId === this.photo?.id ? this.#made.candidates : [];
  }

  get file(): RenderedFile | null {
    return this.output.file;
  }

  /** What is on the stage: the file where it is of this document, else the picture as it will be, else the last file. */
  get laid(): Laid | null {
    const { file, live, output, photo } = this;
    if (output.isOf(photo)) return file;
    return live.picture ? laidBy(live.picture.plan) : file;
  }

  /** Box of the product in the frame, as planned; null while that is not known. */
  get product(): Rect | null {
    return this.live.picture?.plan.product ?? null;
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
    return (this.photo?.edits.cutout.found?.confidence ?? 1) < FLAG_BELOW;
  }

  /** What a screen reader is told as it happens. */
  get announcement(): string {
    return announcementOf(this.cutting, this.finished);
  }

  /** As `questionOf` the photo that is looked at. */
  get question(): string | null {
    const { photo } = this.session;
    return photo ? questionOf(photo) : null;
  }

  /** To be called with each new `question`: answers it, unless that is being done. */
  answer(question: string | null): void {
    clearTimeout(this.#askTimer);
    const { photo } = this.session;
    if (!photo || this.cutting.isOn(photo)) return;
    if (!this.cutting.download) this.cutting.stop();
    if (question === null || this.series.has(photo.id)) return;
    this.#askTimer = setTimeout(() => this.cutOut(), ASK_AFTER_MS);
  }

  /** Looks at another output of the photo. */
  choose({ target, key }: OutputChoice): void {
    if (key === this.output.key) return;
    this.tools.cancel();
    this.output.target = target;
    this.session.output = key;
    this.view.fit();
  }

  /** A slider was let go of. */
  endGesture(): void {
    this.session.endGesture();
    this.live.rest();
    this.output.hurry();
  }

  /** Cuts out the photo that is looked at, unless it has been. */
  begin(): void {
    this.isSaveWaiting = false;
    this.cutting.decline();
    const { photo } = this.session;
    if (!photo) return;
    this.tools.naming.forget(photo.id);
    void this.cutting.look(photo);
    if (!photo.edits.cutout.found && !this.series.has(photo.id)) void this.cutting.start(photo);
  }

  cutOut(): void {
    if (this.session.photo) void this.cutting.start(this.session.photo);
  }

  /** Asks the other photos of the series what this one is asked, and cuts them out. */
  async shareWithSimilar(): Promise<void> {
    const { photo, project } = this.session;
    if (!photo) return;
    const { ids } = similarTo(project, photo);
    this.session.share(photo.id, ids);
    const photos = this.session.project.photos.filter(({ id }) => ids.includes(id));
    const { engine, effort } = this.cutting;
    if (await this.cutting.isHere(engine)) await this.series.run(photos, { model: engine, effort });
    else notices.say({ tone: 'info', title: m.series_later() });
  }

  step(by: 1 | -1): void {
    const next = this.session.project.photos[this.session.index + by];
    if (!next) return;
    this.tools.cancel();
    this.session.preview('', null);
    this.session.select(next.id);
    this.view.fit();
    this.begin();
  }

  save(): void {
    const { finished, cutting, output } = this;
    if (finished) return this.#events.onsave(finished);
    this.isSaveWaiting = true;
    output.hurry();
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
    if (this.tools.cancel()) return true;
    if (!this.cutting.isBusy) return this.series.stop();
    this.cutting.stop();
    this.session.preview('', null);
    notices.say({ id: 'stopped', tone: 'info', title: m.work_cancelled() });
    return true;
  }

  undo(): void {
    this.tools.cancel();
    this.session.undo();
  }

  redo(): void {
    this.tools.cancel();
    this.session.redo();
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
    if (this.session.saveProblem) saySaveFailed(this.session.saveProblem);
  }

  /** Long side of the picture as the stage shows it, device px. */
  get side(): number {
    const { width, height } = this.view.rect;
    return Math.max(LEAST_LIVE, Math.ceil(Math.max(width, height) * devicePixelRatio));
  }

  /** Brings the pictures that are looked at onto the stage. */
  showPictures(photo: Photo | undefined, file: RenderedFile | null, mode: Viewport['mode']): void {
    const shown = [this.pictures.showSource(photo), this.pictures.showResult(file)];
    if (mode === 'mask' || this.tools.isOnPhoto) shown.push(this.pictures.showMatte(photo));
    if (mode === 'doubt') shown.push(this.pictures.showDoubt(photo));
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
    clearTimeout(this.#askTimer);
    this.tools.cancel();
    this.series.stop();
    this.cutting.stop();
    this.output.stop();
    this.live.close();
    this.pictures.close();
  }
}
