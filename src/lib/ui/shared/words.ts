import type { FindingVerdict, Level, Verdict } from '../../domain/compliance/report.ts';
import { m } from '../../paraglide/messages.js';

/** The kinds of file that importing accepts, as their makers write them. */
export const ACCEPTED_FORMATS = ['JPEG', 'PNG', 'WebP', 'AVIF', 'GIF', 'BMP'] as const;
/** For `<input accept>`. */
export const ACCEPTED_TYPES = 'image/jpeg,image/png,image/webp,image/avif,image/gif,image/bmp';

const VERDICTS: Record<Verdict | FindingVerdict | 'work' | 'none', () => string> = {
  pass: m.verdict_pass,
  fixed: m.verdict_fixed,
  review: m.verdict_review,
  fail: m.verdict_fail,
  warn: m.verdict_warn,
  'not-applicable': m.verdict_not_applicable,
  work: m.verdict_work,
  none: m.verdict_none
};

export const verdictWord = (verdict: keyof typeof VERDICTS): string => VERDICTS[verdict]();

const SENTENCES: Record<Verdict, (channel: { channel: string }) => string> = {
  pass: m.say_pass,
  fixed: m.say_fixed,
  review: m.say_review,
  fail: m.say_fail
};

/** What a verdict on a file means for the channel that it is for. */
export const verdictSentence = (verdict: Verdict, channel: string): string => SENTENCES[verdict]({ channel });

const LEVELS: Record<Level, () => string> = {
  required: m.level_required,
  recommended: m.level_recommended,
  informative: m.level_informative
};

export const levelWord = (level: Level): string => LEVELS[level]();
