import { IDENTITY_ANNOTATE, MAX_NOTES } from '../../../domain/document/edits/annotate.ts';
import { m } from '../../../paraglide/messages.js';
import { notices } from '../../shared/notices.svelte.ts';
import { number } from '../../shared/numbers.ts';
import type { Bench } from '../bench.ts';
import { canvasMeasure } from './measure.ts';
import type { Rect } from '../../../domain/pixels.ts';
import type { AnnotatingEvents, NoteStage, Seen } from './note-stage.ts';
import { isDarkIn } from './under.ts';

/** Writing on the editor's desk. @param isOnPhoto the stage shows the photo itself, on which nothing is written */
export const annotatingOn = (bench: Bench, isOnPhoto: () => boolean): AnnotatingEvents => ({
  stage: () => (isOnPhoto() ? null : stageOf(bench)),
  seen: (stage) => seenOn(bench, stage),
  edit: () => bench.session.edits?.annotate ?? IDENTITY_ANNOTATE,
  onedit: (edit, gesture) => bench.session.setEdit('annotate', edit, gesture),
  onend: () => bench.endGesture(),
  onfull: () => notices.say({ id: 'full', tone: 'info', title: m.notes_full({ limit: number(MAX_NOTES) }) }),
  measure: canvasMeasure('sans-serif')
});

/** The frame as it lies in the stage; null while there is none. */
function stageOf({ view, laid, live }: Bench): NoteStage | null {
  if (!laid) return null;
  const { width, height, matrix } = laid;
  const frame = { width, height };
  const product = live.picture?.plan.product ?? { x: 0, y: 0, ...frame };
  return { frame, matrix, product, origin: view.rect, scale: view.scale };
}

/** What of the frame is on screen, and which of the stage's buttons lie over it. */
function seenOn({ view, live }: Bench, { frame, origin, scale }: NoteStage): Seen {
  const inFrame = ({ x, y, width, height }: Rect): Rect => ({
    x: (x - origin.x) / scale,
    y: (y - origin.y) / scale,
    width: width / scale,
    height: height / scale
  });
  const { canvas } = live;
  return {
    seen: inFrame(view.visible),
    covered: view.covers().map(inFrame),
    isDark: (part) => canvas !== null && isDarkIn(canvas, part, frame)
  };
}
