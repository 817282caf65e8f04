import { FLAG_BELOW } from '../../../domain/document/edits/cutout.ts';
import { m } from '../../../paraglide/messages.js';

/** From here on a confidence is called clear. */
const CLEAR_FROM = 0.8;

/** A confidence of 0–1 in words, with the verdict whose glyph stands beside it. */
export function trustIn(confidence: number): { verdict: 'pass' | 'review'; words: string } {
  if (confidence <= 0) return { verdict: 'review', words: m.confidence_none() };
  if (confidence < FLAG_BELOW) return { verdict: 'review', words: m.confidence_low() };
  return { verdict: 'pass', words: confidence < CLEAR_FROM ? m.confidence_fair() : m.confidence_sure() };
}
