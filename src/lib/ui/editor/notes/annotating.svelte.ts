import {
  MAX_NOTES,
  type AnnotateEdit,
  type Note,
  type NoteKind
} from '../../../domain/document/edits/annotate.ts';
import type { Point } from '../../../domain/pixels.ts';
import { inverse, moved } from '../../../domain/render/matrix.ts';
import { placeNotes, type PlacedNote } from '../../../domain/render/notes.ts';
import type { ToolGesture, Touch } from '../tool-gesture.ts';
import type { Measure } from './boxes.ts';
import { freshNote } from './fresh.ts';
import type { AnnotatingEvents, NoteStage } from './note-stage.ts';
import { heldAt, pulled, type Grip, type Held, type NoteSpace } from './grips.ts';

/** How near to a handle counts as on it, CSS px: half a fingertip. */
const REACH_PX = 22;
/** A drag shorter than this is a press, CSS px. */
const SLACK_PX = 4;
/** Steps of the arrow keys as shares of the frame's shorter side. */
const KEY_STEP = 0.005;
const KEY_STEP_FAR = 0.05;
/** How many steps from the middle the keys take a note by its size: each makes it a twentieth larger. */
const SIZE_ARM = 20;
const ORIGIN: Point = { x: 0, y: 0 };

interface Hold {
  readonly held: Held;
  readonly at: Point;
  readonly start: Note;
  isDrag: boolean;
}

const isLine = (note: Note): boolean => note.kind === 'arrow' || note.kind === 'dimension';

/** Writing on the finished picture: which note is chosen, and what a pointer and keys do to it. */
export class Annotating implements ToolGesture {
  readonly #events: AnnotatingEvents;
  #hold: Hold | null = null;
  #run = 0;
  /** A line that has just been added: a drag beside all notes draws it anew. */
  #undrawn = $state<string | null>(null);
  #chosen = $state<string | null>(null);
  /** A dimension that waits for its value: shown, and not yet a note of the document. */
  #waiting = $state.raw<Note | null>(null);
  /** Counts the times that a person is to be asked for words or a value. */
  asks = $state(0);
  /** How many of these were followed. */
  answered = 0;

  constructor(events: AnnotatingEvents) {
    this.#events = events;
  }

  get edit(): AnnotateEdit {
    return this.#events.edit();
  }

  /** The document's notes, and the one that waits. */
  get notes(): readonly Note[] {
    return this.#waiting ? [...this.edit.notes, this.#waiting] : this.edit.notes;
  }

  get chosen(): Note | null {
    return this.notes.find(({ id }) => id === this.#chosen) ?? null;
  }

  get isWaiting(): boolean {
    return this.#waiting !== null;
  }

  /** The chosen line was added and not touched since. */
  get isUndrawn(): boolean {
    return this.#lineToDraw !== null;
  }

  get stage(): NoteStage | null {
    return this.#events.stage();
  }

  get measure(): Measure {
    return this.#events.measure;
  }

  /** All notes in px of the frame. */
  get placed(): readonly PlacedNote[] {
    const { stage } = this;
    return stage ? placeNotes({ language: null, notes: this.notes }, stage.matrix, stage.frame) : [];
  }

  choose(id: string | null): void {
    if (id !== this.#waiting?.id) this.#waiting = null;
    if (id !== this.#undrawn) this.#undrawn = null;
    this.#chosen = id;
  }

  add(kind: NoteKind, words: string): void {
    const { stage } = this;
    if (!stage) return;
    if (this.edit.notes.length >= MAX_NOTES) return this.#events.onfull();
    this.#waiting = null;
    const id = crypto.randomUUID();
    const around = { ...stage, ...this.#events.seen(stage), others: this.placed, measure: this.measure };
    const note = freshNote(kind, id, words, around);
    if (kind === 'dimension') this.#waiting = note;
    else this.#set([...this.edit.notes, note]);
    this.#chosen = id;
    this.#undrawn = isLine(note) ? id : null;
    if (kind !== 'arrow' && kind !== 'magnifier') this.asks += 1;
  }

  /** Changes what is said of the chosen note. The value that a dimension waited for makes it a note. */
  change(patch: Partial<Note>, gesture?: string): void {
    const { chosen } = this;
    if (chosen) this.#replace({ ...chosen, ...patch } as Note, gesture && `${gesture} ${this.#run}`);
  }

  /** Enter on a note's mark: on to its words, where it has some. */
  askAgain(event: KeyboardEvent): void {
    const { chosen } = this;
    if (!chosen || chosen.kind === 'arrow' || chosen.kind === 'magnifier') return;
    event.preventDefault();
    this.asks += 1;
  }

  setLanguage(language: string | null): void {
    this.#events.onedit({ ...this.edit, language });
  }

  remove(id: string): void {
    const { notes } = this.edit;
    const index = notes.findIndex((note) => note.id === id);
    this.#waiting = null;
    if (index >= 0) this.#set(notes.filter((note) => note.id !== id));
    if (this.#chosen === id) this.choose((notes[index + 1] ?? notes[index - 1])?.id ?? null);
  }

  /** Moves a note in the order of painting: later ones lie over earlier ones. */
  reorder(id: string, by: 1 | -1): void {
    const notes = [...this.edit.notes];
    const index = notes.findIndex((note) => note.id === id);
    const [note, other] = [notes[index], notes[index + by]];
    if (!note || !other) return;
    notes[index + by] = note;
    notes[index] = other;
    this.#set(notes);
  }

  /** Moves a note, or one of its points, by one key press. */
  nudge(id: string, grip: Grip, dx: number, dy: number, isFar: boolean): void {
    const { stage, placed } = this;
    const note = this.notes.find((each) => each.id === id);
    const there = placed.find((each) => each.id === id);
    if (!stage || !note || !there) return;
    const { width, height } = stage.frame;
    const step = Math.min(width, height) * (isFar ? KEY_STEP_FAR : KEY_STEP);
    // Right and up make a note larger: its corner goes away from its middle.
    const from =
      grip === 'size' && 'at' in there ? { x: there.at.x + SIZE_ARM * step, y: there.at.y } : ORIGIN;
    const to =
      grip === 'size'
        ? { x: from.x + (dx - dy) * step, y: from.y }
        : { x: from.x + dx * step, y: from.y + dy * step };
    this.#replace(pulled(note, grip, from, to, stage), `note ${id} ${grip} ${this.#run}`);
  }

  /** Keys or a slider were let go of: the next press is a step of its own. */
  endRun(): void {
    this.#run += 1;
    this.#events.onend();
  }

  begin(touch: Touch): void {
    const { stage } = this;
    if (!stage) return;
    const at = this.#inFrame(touch);
    const found = heldAt(this.placed, at, this.#chosen, REACH_PX / stage.scale, stage, this.measure);
    const line = found ? null : this.#lineToDraw;
    const held = found ?? (line && { id: line.id, grip: 'to' as const });
    this.choose(held?.id ?? null);
    const start = line ? drawnFrom(line, at, stage) : this.chosen;
    if (held && start) this.#hold = { held, at, start, isDrag: false };
  }

  move(touches: readonly Touch[]): void {
    const [last, hold, stage] = [touches.at(-1), this.#hold, this.stage];
    if (!last || !hold || !stage) return;
    const to = this.#inFrame(last);
    hold.isDrag ||= Math.hypot(to.x - hold.at.x, to.y - hold.at.y) * stage.scale >= SLACK_PX;
    if (!hold.isDrag) return;
    this.#replace(pulled(hold.start, hold.held.grip, hold.at, to, stage), `drag ${this.#run}`);
  }

  end(): void {
    const hold = this.#hold;
    this.#hold = null;
    if (!hold?.isDrag) return;
    this.endRun();
    if (hold.held.id !== this.#undrawn) return;
    this.#undrawn = null;
    if (this.#waiting) this.asks += 1;
  }

  /** Puts back what is being dragged, or lets a waiting dimension go; false where nothing was. */
  cancel(): boolean {
    const [hold, waiting] = [this.#hold, this.#waiting];
    this.#hold = null;
    if (hold?.isDrag) this.#replace(hold.start, `drag ${this.#run}`);
    else if (!hold) this.#waiting = null;
    return hold !== null || waiting !== null;
  }

  hover(): void {
    // The marks say where notes are.
  }

  /** A line that was added and not touched since. */
  get #lineToDraw(): Note | null {
    const { chosen } = this;
    return chosen && chosen.id === this.#undrawn ? chosen : null;
  }

  #replace(note: Note, gesture?: string): void {
    if (note.id !== this.#waiting?.id)
      return this.#set(
        this.edit.notes.map((other) => (other.id === note.id ? note : other)),
        gesture
      );
    const isTold = note.kind === 'dimension' && note.value > 0;
    this.#waiting = isTold ? null : note;
    if (isTold) this.#set([...this.edit.notes, note], gesture);
  }

  #set(notes: readonly Note[], gesture?: string): void {
    this.#events.onedit({ ...this.edit, notes }, gesture);
  }

  #inFrame({ at }: Touch): Point {
    const { origin, scale } = this.stage!;
    return { x: (at.x - origin.x) / scale, y: (at.y - origin.y) / scale };
  }
}

/** A line that starts anew where the pointer is. */
function drawnFrom(note: Note, at: Point, { matrix }: NoteSpace): Note {
  const point = moved(inverse(matrix), at);
  return { ...note, from: point, to: point } as Note;
}
