import { FLAG_BELOW } from '../../domain/document/edits/cutout.ts';
import type { Photo } from '../../domain/document/document.ts';
import type { Verdict } from '../../domain/compliance/report.ts';
import type { RenderedFile } from '../../pipeline/export.ts';
import type { PhotoFile } from '../../pipeline/import.ts';
import type { Claim } from '../../pipeline/claim.ts';
import type { OpenedProject } from '../../pipeline/projects.ts';
import type { Studio } from '../../pipeline/studio.ts';
import { m } from '../../paraglide/messages.js';
import { Intake, writingTo } from '../projects/intake.svelte.ts';
import { notices } from '../shared/notices.svelte.ts';
import { announcementOf } from './announcement.ts';
import { Backing } from './backdrop/backing.svelte.ts';
import { Cutting } from './cutting.svelte.ts';
import { Delivery } from './delivery.svelte.ts';
import { sayReadOnly, saySaveFailed, saySeriesFailed } from './failures.ts';
import type { Laid } from './laid.ts';
import type { Live } from './live.svelte.ts';
import type { Output } from './output.svelte.ts';
import type { OutputChoice } from './outputs.ts';
import type { Pictures } from './pictures.svelte.ts';
import { LastCutout } from './last-cutout.svelte.ts';
import { Looks } from './presets/looks.svelte.ts';
import { ProjectCardKeeper } from './project-card.ts';
import { ASK_AFTER_MS, questionOf } from './question.ts';
import { Series } from './series.svelte.ts';
import { EditorSession } from './session.svelte.ts';
import { Showing } from './showing.svelte.ts';
import { Toolbox } from './toolbox.svelte.ts';
import { fitMargin } from './tools.svelte.ts';
import { Viewport } from './viewport.svelte.ts';

export interface DeskEvents {
  /** Save was pressed and the file is ready. */
  onsave(file: RenderedFile): void;
  /** Every finished, checked result; not previews. */
  onrendered(file: RenderedFile): void;
}

/** Everything on the editor's desk, and what its buttons and keys do. The component only lays it out. */
export class EditorDesk {
  readonly session: EditorSession;
  readonly showing: Showing;
  readonly output: Output;
  readonly live: Live;
  readonly pictures: Pictures;
  readonly cutting: Cutting;
  readonly series: Series;
  readonly view: Viewport;
  readonly tools: Toolbox;
  readonly delivery: Delivery;
  readonly backing: Backing;
  readonly looks: Looks;
  readonly intake = new Intake();
  readonly studio: Studio;
  readonly #events: DeskEvents;
  readonly card: ProjectCardKeeper;
  readonly made = new LastCutout();
  #askTimer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(studio: Studio, loaded: OpenedProject, events: DeskEvents, claim: Claim | null = null) {
    this.studio = studio;
    this.#events = events;
    this.card = new ProjectCardKeeper(studio);
    this.session = new EditorSession(studio, loaded, claim);
    this.delivery = new Delivery((file) => events.onsave(file));
    this.backing = new Backing(studio);
    this.looks = new Looks(studio, this.session);
    this.showing = new Showing(studio, this.session);
    ({ output: this.output, live: this.live, pictures: this.pictures } = this.showing);
    this.view = new Viewport(
      () => (this.tools.isOnPhoto ? this.tools.plane : (this.laid ?? this.tools.plane)),
      () => fitMargin(this.tools.active)
    );
    this.tools = new Toolbox(studio, this);
    this.cutting = new Cutting(studio, {
      onstart: () => notices.dismiss('stopped'),
      onpreview: (photoId, found) => this.session.preview(photoId, found),
      onresult: (photoId, { found, candidates }, tookMs) => {
        this.session.setFound(photoId, found);
        this.made.keep({ photoId, matte: found.matte.sha256, candidates, tookMs });
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

  get file(): RenderedFile | null {
    return this.output.file;
  }

  get laid(): Laid | null {
    return this.showing.laid(this.photo);
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
    return announcementOf(this.cutting, this.finished, this.output.choice);
  }

  /** As `questionOf` the photo that is looked at; who only looks asks nothing. */
  get question(): string | null {
    const { photo, isReadOnly } = this.session;
    return photo && !isReadOnly ? questionOf(photo) : null;
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
  choose(choice: OutputChoice): void {
    if (choice.key === this.output.key) return;
    this.tools.cancel();
    this.session.choosing.choose(choice);
    this.view.fit();
  }

  /** A slider was let go of. The file waits for a moment's rest: the next touch may come at once. */
  endGesture(): void {
    this.session.endGesture();
    this.live.rest();
  }

  /** Cuts out the photo that is looked at, unless it has been. */
  begin(): void {
    this.delivery.isWaiting = false;
    this.cutting.decline();
    const { photo } = this.session;
    if (!photo) return;
    this.tools.naming.forget(photo.id);
    void this.cutting.look(photo);
    if (!photo.edits.cutout.found && !this.series.has(photo.id)) this.cutOut();
  }

  cutOut(): void {
    const { photo, isReadOnly } = this.session;
    if (photo && !isReadOnly) void this.cutting.start(photo);
  }

  /** Another tab has the project: what was under way here ends. */
  rest(): void {
    this.tools.choose('cutout');
    this.series.stop();
    this.cutting.decline();
    this.session.preview('', null);
  }

  shareWithSimilar(): Promise<void> {
    return this.series.share(this.session, this.cutting);
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
    const { cutting, output } = this;
    if (!this.finished && this.session.isReadOnly) return;
    if (this.delivery.press(this.finished)) return;
    output.hurry();
    if (!cutting.isBusy && !cutting.wanted && !output.isRendering) this.cutOut();
  }

  /** To be called with each finished file: tells of it, and saves it where that was asked for. */
  deliver(file: RenderedFile): void {
    this.#events.onrendered(file);
    this.delivery.deliver(file);
  }

  /** Stops what runs; false where nothing did. */
  stop(): boolean {
    this.delivery.isWaiting = false;
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
    if (this.session.isReadOnly) return sayReadOnly();
    const [first] = await this.intake.take(this.studio, files, writingTo(this.session));
    if (!first) return;
    this.session.select(first.id);
    if (!this.#isClosed) return this.begin();
    // Nothing on screen says whether that went well.
    await this.session.save();
    if (this.session.saveProblem) saySaveFailed(this.session.saveProblem);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#askTimer);
    this.tools.cancel();
    this.series.stop();
    this.cutting.stop();
    this.showing.close();
    this.backing.close();
    void this.session.close();
  }
}
