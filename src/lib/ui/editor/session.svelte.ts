import { setAsk, setCorrection, setFound, shareCutout } from '../../domain/document/change.ts';
import type { Photo, Project, VariantKey } from '../../domain/document/document.ts';
import type { Edits, EditsPatch } from '../../domain/document/edits.ts';
import type { Ask, Correction, Found } from '../../domain/document/edits/cutout.ts';
import {
  endGesture,
  record,
  redo,
  startHistory,
  undo,
  type History,
  type RecordOptions
} from '../../domain/document/history.ts';
import { editsFor } from '../../domain/document/resolve.ts';
import { isStale } from '../../domain/document/series.ts';
import type { PackshotError } from '../../domain/errors.ts';
import type { Claim } from '../../pipeline/claim.ts';
import type { OpenedProject } from '../../pipeline/projects.ts';
import type { Store, Studio } from '../../pipeline/studio.ts';
import { answered, asks } from './answered.ts';
import { scopeOf, withEdits, withScope, type Scope } from './edit-scope.ts';
import { Holding } from './holding.svelte.ts';
import { identifierOf, withIdentifier } from './identifier.ts';
import { Choosing } from './choosing.svelte.ts';
import { Saving, type SaveState } from './saving.svelte.ts';
import { changedPhoto, historyOf, mergeOptions } from './steps.ts';

/** What others are told of an open project. */
export interface SessionEvents {
  onchanged(before: Project, after: Project): void;
  onsaved(revision: number): void;
}

type Kept = Pick<Studio, 'store' | 'rules'>;

/** One open project: its document with undo, what of it is looked at, who may change it, and whether it is on disk. */
export class EditorSession {
  readonly store: Store;
  readonly saving: Saving;
  readonly holding: Holding;
  #events: SessionEvents | null = null;
  #history = $state.raw(startHistory<Project>({} as Project));
  #photoId = $state('');
  /** A preview's matte: shown until the result replaces it, never saved. */
  #draft = $state.raw<{ photoId: string; found: Found } | null>(null);
  readonly choosing: Choosing;
  readonly output: VariantKey = $derived.by(() => this.choosing.choice.key);

  /** Without a claim, tabs are told apart by the revision alone. */
  constructor({ store, rules }: Kept, { project, ...opened }: OpenedProject, claim: Claim | null = null) {
    this.store = store;
    this.choosing = new Choosing(rules, () => this.project);
    this.#history = historyOf(project, opened.steps);
    this.#photoId = project.photos[0]?.id ?? '';
    this.saving = new Saving(store, opened, () => this.#history, {
      onsaved: (saved) => {
        claim?.saved();
        this.#events?.onsaved(saved);
      }
    });
    this.holding = new Holding(store, project.id, claim, this.saving, (read) => {
      this.#draft = null;
      this.#history = historyOf(read.project, read.steps);
    });
  }

  /** Another tab writes this project: here it is only looked at. */
  get isReadOnly(): boolean {
    return this.holding.isReadOnly;
  }

  listen(events: SessionEvents): void {
    this.#events = events;
  }

  get saveState(): SaveState {
    return this.saving.state;
  }

  get saveProblem(): PackshotError | null {
    return this.saving.problem;
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
    return !this.isReadOnly && this.#history.past.length > 0;
  }

  get canRedo(): boolean {
    return !this.isReadOnly && this.#history.future.length > 0;
  }

  select(photoId: string): void {
    this.#photoId = photoId;
  }

  change(next: Project, options?: RecordOptions): void {
    this.#become(record(this.#history, next, options));
  }

  /** A slider was let go of, a key released: what comes next is a step of its own. */
  endGesture(): void {
    this.#become(endGesture(this.#history));
  }

  undo(): void {
    this.#draft = null;
    this.#step(undo(this.#history));
  }

  redo(): void {
    this.#draft = null;
    this.#step(redo(this.#history));
  }

  /** A step that changes another photo than the one looked at is not taken unseen: that photo is looked at then. */
  #step(next: History<Project>): void {
    const changed = changedPhoto(this.project, next.present, this.photo?.id);
    this.#become(next);
    if (changed) this.select(changed);
  }

  preview(photoId: string, found: Found | null): void {
    this.#draft = found && { photoId, found };
  }

  /**
   * Keeps an answer. It belongs to its question: every step of the history that asks this and has no answer gets it
   * too, so that undo and redo show results and ask nothing again. Where there was an answer, this is a step.
   * `isElsewhere`: a batch's jobs remember it too.
   */
  setFound(photoId: string, found: Found, isElsewhere = false): void {
    this.#draft = null;
    const photo = this.project.photos.find(({ id }) => id === photoId);
    if (!photo) return;
    const { cutout } = photo.edits;
    const wasAnswered = cutout.found !== null && !isStale(cutout);
    if (wasAnswered && asks(photo, found.ask)) this.change(setFound(this.project, photoId, found));
    else this.#become(answered(this.#history, photoId, found), isElsewhere);
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

  /** Others of the series are asked what this photo was; one step. */
  share(fromId: string, toIds: readonly string[]): void {
    this.change(shareCutout(this.project, fromId, toIds));
  }

  get identifier(): string {
    return this.photo ? identifierOf(this.project, this.photo) : '';
  }

  /** All keystrokes in the field of one photo are one step of undo. */
  setIdentifier(text: string): void {
    const { photo, project } = this;
    if (photo) this.change(withIdentifier(project, photo, text), mergeOptions('identifier', photo.id));
  }

  /** Writes the document now, unless it is on disk. Failures are shown, not thrown: nothing is lost on screen. */
  async save(): Promise<void> {
    if (!this.isReadOnly) await this.saving.save();
  }

  /** The page may end with this turn. */
  saveAtOnce(): void {
    // Without Web Locks another tab may have saved, which must be looked at first.
    if (!this.isReadOnly) void (this.holding.isLocked ? this.saving.saveAtOnce() : this.saving.save());
  }

  /** The editor is left: what is not yet saved is, then others may have the project. */
  async close(): Promise<void> {
    await this.save();
    this.saving.stop();
    this.holding.end();
  }

  /** Every change of the document passes here; where the project is another tab's there are none. */
  #become(next: History<Project>, isElsewhere = false): void {
    if (this.isReadOnly || next === this.#history) return;
    const before = this.project;
    this.#history = next;
    this.saving.changed(isElsewhere);
    if (this.project !== before) this.#events?.onchanged(before, this.project);
  }
}
