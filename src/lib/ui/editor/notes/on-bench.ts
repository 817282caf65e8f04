import { IDENTITY_ANNOTATE, MAX_NOTES } from '../../../domain/document/edits/annotate.ts';
import { m } from '../../../paraglide/messages.js';
import { notices } from '../../shared/notices.svelte.ts';
import { number } from '../../shared/numbers.ts';
import type { Bench } from '../bench.ts';
import { canvasMeasure } from './measure.ts';
import type { AnnotatingEvents, NoteStage } from './note-stage.ts';

/** Writing on the editor's desk. @param isOnPhoto the stage shows the photo itself, on which nothing is written */
export const annotatingOn = (bench: Bench, isOnPhoto: () => boolean): AnnotatingEvents => ({
  stage: () => (isOnPhoto() ? null : stageOf(bench)),
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
