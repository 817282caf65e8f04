import { brandOf } from '../../domain/channels/limits.ts';
import type { RenderedFile } from '../../pipeline/export.ts';
import { m } from '../../paraglide/messages.js';
import { verdictSentence } from '../shared/words.ts';
import type { OutputChoice } from './outputs.ts';
import type { Cut, Cutting } from './cutting.svelte.ts';

const PASSES: Record<Cut['pass'], () => string> = {
  preview: m.work_title_preview,
  result: m.stage_preview_shown,
  only: m.work_title_only
};

/** What a screen reader is told of a cutout as it happens. */
export function announcementOf(
  { cut, wanted }: Cutting,
  finished: RenderedFile | null,
  { channel }: OutputChoice
): string {
  if (cut) return cut.stage === 'wait' ? '' : PASSES[cut.pass]();
  if (wanted) return m.consent_title();
  return finished ? verdictSentence(finished.report.verdict, brandOf(channel)) : '';
}
