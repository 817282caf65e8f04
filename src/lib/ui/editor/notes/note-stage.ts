import type { AnnotateEdit } from '../../../domain/document/edits/annotate.ts';
import type { Point, Rect } from '../../../domain/pixels.ts';
import type { Measure } from './boxes.ts';
import type { Surroundings } from './fresh.ts';
import type { NoteSpace } from './grips.ts';

/** The frame as it lies in the stage. */
export interface NoteStage extends NoteSpace {
  /** Box of the product, px of the frame. */
  readonly product: Rect;
  /** CSS px of the frame's top left corner in the stage, and CSS px per px of the frame. */
  readonly origin: Point;
  readonly scale: number;
}

/** What a new note is placed by. */
export type Seen = Pick<Surroundings, 'seen' | 'covered' | 'isDark'>;

export interface AnnotatingEvents {
  /** Null while no picture is there to write on. */
  stage(): NoteStage | null;
  /** What of the frame is seen just now. */
  seen(stage: NoteStage): Seen;
  edit(): AnnotateEdit;
  /** Changes with the same `gesture` are one step of undo. */
  onedit(edit: AnnotateEdit, gesture?: string): void;
  /** A drag or a run of keys is over. */
  onend(): void;
  /** The photo holds as many notes as it may. */
  onfull(): void;
  measure: Measure;
}
