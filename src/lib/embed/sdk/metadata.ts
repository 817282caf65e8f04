/** IPTC's names for how a picture came to be, https://cv.iptc.org/newscodes/digitalsourcetype/ */
export type DigitalSourceType =
  | 'digitalCapture'
  | 'computationalCapture'
  | 'negativeFilm'
  | 'positiveFilm'
  | 'print'
  | 'humanEdits'
  | 'algorithmicallyEnhanced'
  | 'digitalCreation'
  | 'dataDrivenMedia'
  | 'screenCapture'
  | 'virtualRecording'
  | 'composite'
  | 'compositeCapture'
  | 'compositeSynthetic'
  | 'compositeWithTrainedAlgorithmicMedia'
  | 'algorithmicMedia'
  | 'trainedAlgorithmicMedia';

/** What every file that is made says about itself. Places, serial numbers and thumbnails are in none. */
export interface Metadata {
  /** One line of at most 500 characters; null = nothing is said. */
  readonly copyright: string | null;
  readonly creator: string | null;
  /** null: what the photo itself says stays. */
  readonly digitalSourceType: DigitalSourceType | null;
  /** A photorealistic person who was never there: keyword `contains-synthetic-performer`. */
  readonly syntheticPerformer: boolean;
  /** Copyright and creator that a photo came with stay where nothing else is said here. */
  readonly keepCredits: boolean;
}
