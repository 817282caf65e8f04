import type { DigitalSourceType } from '../../domain/document/metadata.ts';
import { m } from '../../paraglide/messages.js';

/** IPTC's kinds of origin, the usual ones of a product photo first. */
export const SOURCE_TYPE_WORDS: Readonly<Record<DigitalSourceType, () => string>> = {
  digitalCapture: m.origin_digital_capture,
  computationalCapture: m.origin_computational_capture,
  humanEdits: m.origin_human_edits,
  algorithmicallyEnhanced: m.origin_algorithmically_enhanced,
  compositeWithTrainedAlgorithmicMedia: m.origin_composite_with_model,
  trainedAlgorithmicMedia: m.origin_trained_model,
  compositeSynthetic: m.origin_composite_synthetic,
  algorithmicMedia: m.origin_algorithmic,
  digitalCreation: m.origin_digital_creation,
  composite: m.origin_composite,
  compositeCapture: m.origin_composite_capture,
  dataDrivenMedia: m.origin_data_driven,
  screenCapture: m.origin_screen_capture,
  virtualRecording: m.origin_virtual_recording,
  negativeFilm: m.origin_negative_film,
  positiveFilm: m.origin_positive_film,
  print: m.origin_print
};
