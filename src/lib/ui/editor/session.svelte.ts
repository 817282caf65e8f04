import { findIdentifier } from '../../domain/channels/identifier.ts';
import {
  addPhoto,
  productOf,
  setAsk,
  setCorrection,
  setFound,
  setPlace,
  setProduct,
  setVariant,
  shareCutout
} from '../../domain/document/change.ts';
import type { Photo, Project, VariantKey } from '../../domain/document/document.ts';
import type { Edits, EditsPatch } from '../../domain/document/edits.ts';
import type { Ask, Correction, Found } from '../../domain/document/edits/cutout.ts';
import {
  endGesture,
  record,
  redo,
  startHistory,
  undo,
  type RecordOptions
} from '../../domain/document/history.ts';
import { editsFor } from '../../domain/document/resolve.ts';
import { isStale } from '../../domain/document/series.ts';
import { asPackshotError, type PackshotError } from '../../domain/errors.ts';
import { ProjectWriter } from '../../pipeline/projects.ts';
import type { LoadedProject, Store } from '../../pipeline/studio.ts';
import { answered, asks } from './answered.ts';
import { scopeOf, withEdits, withScope, type Scope } from './edit-scope.ts';
import { FIRST_OUTPUT } from './outputs.ts';

export type SaveState = 'saved' | 'saving' | 'failed';
/** One open project: its document with undo, which photo and output are looked at, and whether it is on disk. */
export class EditorSession {
  readonly #writer: ProjectWriter;
  readonly store: Store;
  #history = $state.raw(startHistory<Project>({} as Project));
  #photoId = $state('');
  /** A preview's matte: shown until the result replaces it, never saved. */
  #draft = $state.raw<{ photoId: string; found: Found } | null>(null);
  /** Null while it is not known: something is being written, or could not be. */
  #onDisk: Project | null;
  #writes = 0;
  saveState = $state<SaveState>('saved');
  /** The output that is looked at. */
  output = $state<VariantKey>(FIRST_OUTPUT.key);
  saveProblem = $state.raw<PackshotError | null>(null);

  constructor(store: Store, { project, revision }: LoadedProject) {
    this.store = store;
    this.#writer = new ProjectWriter(store, revision);
    this.#history = startHistory(project);
    this.#onDisk = project;
    this.#photoId = project.photos[0]?.id ?? '';
  }

  get project(): Project {
    return this.#history.present;
  }

  /** The photo looked at; the first one where it has gone (undo of an import). */
  get photo(): Photo | undefined {
    const { photos } = this.project;
    return photos.find(({ id }) => id === this.#photoId) ?? photos[0];
  }

  /** The document as it is to be shown: with the preview's matte, if there is one. */
  get shown(): Project {
    const draft = this.#draft;
    const isThere = draft && this.project.photos.some(({ id }) => id === draft.photoId);
    return isThere ? setFound(this.project, draft.photoId, draft.found) : this.project;
  }

  get isDraft(): boolean {
    return this.#draft !== null && this.#draft.photoId === this.photo?.id;
  }

  get index(): number {
    return this.project.photos.findIndex(({ id }) => id === this.photo?.id);
  }

  get canUndo(): boolean {
    return this.#history.past.length > 0;
  }

  get canRedo(): boolean {
    return this.#history.future.length > 0;
  }

  select(photoId: string): void {
    this.#photoId = photoId;
  }

  change(next: Project, options?: RecordOptions): void {
    this.#history = record(this.#history, next, options);
  }

  /** A slider was let go of, a key released: what comes next is a step of its own. */
  endGesture(): void {
    this.#history = endGesture(this.#history);
  }

  undo(): void {
    this.#draft = null;
    this.#history = undo(this.#history);
  }

  redo(): void {
    this.#draft = null;
    this.#history = redo(this.#history);
  }

  preview(photoId: string, found: Found | null): void {
    this.#draft = found && { photoId, found };
  }

  /**
   * Keeps an answer. It belongs to its question: every step of the history that asks this and has no answer gets it
   * too, so that undo and redo show results and ask nothing again. Where there was an answer, this is a step.
   */
  setFound(photoId: string, found: Found): void {
    this.#draft = null;
    const photo = this.project.photos.find(({ id }) => id === photoId);
    if (!photo) return;
    const { cutout } = photo.edits;
    const wasAnswered = cutout.found !== null && !isStale(cutout);
    if (wasAnswered && asks(photo, found.ask)) this.change(setFound(this.project, photoId, found));
    else this.#history = answered(this.#history, photoId, found);
  }

  /** Changes with the same `gesture` in a row are one step of undo. */
  setAsk(photoId: string, ask: Partial<Ask>, gesture?: string): void {
    this.change(setAsk(this.project, photoId, ask), mergeOptions(gesture, photoId));
  }

  /** As `setAsk`. */
  setCorrection(photoId: string, patch: Partial<Correction>, gesture?: string): void {
    this.change(setCorrection(this.project, photoId, patch), mergeOptions(gesture, photoId));
  }

  /** The edits of the output that is looked at. */
  get edits(): Edits | undefined {
    const { photo } = this;
    return photo && editsFor(photo, this.output);
  }

  scopeOf(name: keyof Edits): Scope {
    return this.photo ? scopeOf(this.photo, this.output, name) : 'all';
  }

  /** Replaces an edit where it holds (`scopeOf`). Changes with the same `gesture` in a row are one step of undo. */
  setEdit<N extends keyof Edits>(name: N, value: Edits[N], gesture?: string): void {
    this.setEdits({ [name]: value }, gesture);
  }

  /** As `setEdit`, several at once. */
  setEdits(patch: EditsPatch, gesture?: string): void {
    const { photo, output } = this;
    if (!photo) return;
    const merge = mergeOptions(gesture && `${gesture} ${output}`, photo.id);
    this.change(withEdits(this.project, photo, output, patch), merge);
  }

  /** Whether an edit is every output's, or this one's own from now on. */
  setScope(name: keyof Edits, scope: Scope): void {
    const { photo, output } = this;
    if (photo) this.change(withScope(this.project, photo, output, name, scope));
  }

  /** Lets an output follow the photo's own edits in everything. */
  resetOutput(output: VariantKey): void {
    const { photo } = this;
    if (photo?.variants[output]) this.change(setVariant(this.project, photo.id, output, {}));
  }

  /** Others of the series are asked what this photo was; one step. */
  share(fromId: string, toIds: readonly string[]): void {
    this.change(shareCutout(this.project, fromId, toIds));
  }

  addPhotos(photos: readonly Photo[]): void {
    this.change(photos.reduce(addPhoto, this.project));
    if (photos[0]) this.select(photos[0].id);
  }

  /** What the identifier field shows: as typed, else as found in the photo's name. */
  get identifier(): string {
    const { photo } = this;
    if (!photo) return '';
    return productOf(this.project, photo)?.identifier ?? findIdentifier(photo.name)?.value ?? '';
  }

  /** All keystrokes in the field of one photo are one step of undo. */
  setIdentifier(text: string): void {
    const { photo, project } = this;
    if (!photo) return;
    const productId = photo.productId ?? crypto.randomUUID();
    const withProduct = setProduct(project, productId, { identifier: text });
    this.change(setPlace(withProduct, photo.id, { productId }), mergeOptions('identifier', photo.id));
  }

  /**
   * Writes the document unless just this one is on disk. While one is being written every other is handed on, also one
   * that was on disk before: the last one handed on is the one that stays. Failures are shown, not thrown: nothing is
   * lost on screen.
   */
  async save(project: Project): Promise<void> {
    if (project === this.#onDisk) return;
    this.#onDisk = null;
    this.saveState = 'saving';
    this.#writes += 1;
    let problem: PackshotError | null = null;
    try {
      await this.#writer.save(project);
    } catch (error) {
      problem = asPackshotError(error, 'no-storage');
    }
    this.#writes -= 1;
    this.#settle(project, problem);
  }

  /** What is shown after a write: nothing is called saved while a newer document is being written. */
  #settle(project: Project, problem: PackshotError | null): void {
    this.saveProblem = problem;
    const isLast = this.#writes === 0;
    if (problem) this.saveState = 'failed';
    else this.saveState = isLast && project === this.project ? 'saved' : 'saving';
    if (isLast && !problem) this.#onDisk = project;
  }
}

const mergeOptions = (gesture: string | undefined, photoId: string): RecordOptions =>
  gesture === undefined ? {} : { mergeKey: `${gesture} ${photoId}` };
