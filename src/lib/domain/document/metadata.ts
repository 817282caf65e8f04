import * as v from 'valibot';

/**
 * How a picture came to be, by the names that IPTC gave them.
 * Source: IPTC NewsCodes, https://cv.iptc.org/newscodes/digitalsourcetype/
 */
export const DIGITAL_SOURCE_TYPES = [
  'digitalCapture',
  'computationalCapture',
  'negativeFilm',
  'positiveFilm',
  'print',
  'humanEdits',
  'algorithmicallyEnhanced',
  'digitalCreation',
  'dataDrivenMedia',
  'screenCapture',
  'virtualRecording',
  'composite',
  'compositeCapture',
  'compositeSynthetic',
  'compositeWithTrainedAlgorithmicMedia',
  'algorithmicMedia',
  'trainedAlgorithmicMedia'
] as const;

export type DigitalSourceType = (typeof DIGITAL_SOURCE_TYPES)[number];

/** What a file says about itself, besides its colours. Places, serial numbers and thumbnails are never in it. */
export interface FileMetadata {
  readonly copyright: string | null;
  readonly creator: string | null;
  readonly digitalSourceType: DigitalSourceType | null;
  /** A photorealistic person who was never there (Amazon, G1881: keyword `contains-synthetic-performer`). */
  readonly syntheticPerformer: boolean;
}

/** What the seller wants in every file of a project. */
export interface Metadata extends FileMetadata {
  /** Copyright and creator that a photo came with are kept where nothing else is said here. */
  readonly keepCredits: boolean;
}

export const NO_METADATA: FileMetadata = Object.freeze({
  copyright: null,
  creator: null,
  digitalSourceType: null,
  syntheticPerformer: false
});

export const IDENTITY_METADATA: Metadata = Object.freeze({ ...NO_METADATA, keepCredits: false });

export const MAX_CREDIT = 500;

/** One line: XML 1.0 has no place for control characters. */
const credit = v.nullable(
  v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_CREDIT), v.regex(/^[^\p{Cc}\p{Cs}\uFFFE\uFFFF]+$/u))
);

export const metadataSchema: v.GenericSchema<unknown, Metadata> = v.strictObject({
  copyright: credit,
  creator: credit,
  digitalSourceType: v.nullable(v.picklist(DIGITAL_SOURCE_TYPES)),
  syntheticPerformer: v.boolean(),
  keepCredits: v.boolean()
});

/**
 * What a photo's files say: the seller's words, else the photo's own where they are to be kept. A mark of how the
 * picture was made that it came with stays, wherever nothing else is said: marketplaces ask for that, and none forbids
 * it (Google Merchant, https://support.google.com/merchants/answer/6324350).
 */
export function metadataFor(wanted: Metadata, own: FileMetadata): FileMetadata {
  const { keepCredits } = wanted;
  return {
    copyright: wanted.copyright ?? (keepCredits ? own.copyright : null),
    creator: wanted.creator ?? (keepCredits ? own.creator : null),
    digitalSourceType: wanted.digitalSourceType ?? own.digitalSourceType,
    syntheticPerformer: wanted.syntheticPerformer || own.syntheticPerformer
  };
}
