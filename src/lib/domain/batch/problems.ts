/** Why a photo becomes no file that was asked for. Part of reports: `channel/role/DE: country-without-main`. */
export type SkipReason =
  /** It has no cutout yet. */
  | 'no-cutout'
  /** The channel has no place for its slot. */
  | 'no-place'
  /** Another photo of the product has this slot. */
  | 'same-slot'
  /** Another file has this name, and the channel takes no number in it. */
  | 'name-taken'
  /** The country's set of this product has no MAIN, so that the channel would ignore it. */
  | 'country-without-main'
  /** The channel does not sell there. */
  | 'country-not-sold'
  /** Its picture is another size's, and is called in the channel as that one's is: one file is both. */
  | 'shared-name'
  /** Its picture is another size's, drawn by its real size, and the product is not as long as that one. */
  | 'other-length'
  /** A person left the product out of the channel. */
  | 'left-out'
  /** Its check needs a person, and such files were not asked for. */
  | 'review'
  /** It breaks a rule of the channel. */
  | 'fail'
  /** It could not be made; the code says why. */
  | 'error'
  /** The export was stopped before it. */
  | 'stopped'
  /** It is the file that went there last, and only others were asked for. */
  | 'unchanged';

/** What a person should know before files are made. */
export type Problem =
  /** A product without its main picture, and the channels that miss it. */
  | {
      readonly kind: 'no-main';
      readonly listing: string;
      readonly label: string;
      readonly channels: readonly string[];
      readonly isUncut: boolean;
    }
  /** A MAIN that has gone to a channel, and for which there is no file any more. */
  | {
      readonly kind: 'main-gone';
      /** `ExportedFile.id` */
      readonly id: string;
      readonly channel: string;
      readonly label: string;
      readonly name: string;
    }
  /** Other pictures that have gone to a channel, and for which there are no files any more. */
  | { readonly kind: 'slots-gone'; readonly channel: string; readonly names: readonly string[] }
  | { readonly kind: 'no-cutout'; readonly photos: readonly string[] }
  | {
      readonly kind: 'same-slot';
      readonly label: string;
      readonly slot: string;
      readonly photos: readonly string[];
    }
  /** Photos of one product that are the same file, framed alike, in several slots of a channel. */
  | {
      readonly kind: 'same-picture';
      readonly channel: string;
      readonly label: string;
      readonly slots: readonly string[];
      readonly photos: readonly string[];
    }
  /** Sizes that could share another one's pictures, were they as long as that one. */
  | { readonly kind: 'other-length'; readonly lender: string; readonly labels: readonly string[] }
  | { readonly kind: 'no-place'; readonly channel: string; readonly slot: string; readonly count: number }
  /** Files of one name, given numbers. */
  | {
      readonly kind: 'name-numbered';
      readonly channel: string;
      readonly count: number;
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: 'name-taken'; readonly channel: string; readonly count: number; readonly name: string }
  | {
      readonly kind: 'country-without-main';
      readonly channel: string;
      readonly country: string;
      readonly labels: readonly string[];
      /** The photos that are MAIN in the channel's global set and could be it here too. */
      readonly mains: readonly string[];
    }
  | { readonly kind: 'country-not-sold'; readonly channel: string; readonly country: string }
  /** Its pictures go with the global set. */
  | { readonly kind: 'country-is-global'; readonly channel: string; readonly country: string }
  | {
      readonly kind: 'language';
      readonly channel: string;
      readonly country?: string | undefined;
      /** Null = not said. */
      readonly language: string | null;
      readonly expected: readonly string[];
      readonly photos: readonly string[];
    }
  | { readonly kind: 'dimensions-global'; readonly channel: string; readonly photos: readonly string[] }
  | {
      readonly kind: 'too-many';
      readonly channel: string;
      readonly label: string;
      readonly count: number;
      readonly limit: number;
    };

export type ProblemKind = Problem['kind'];

/** How grave it is, in the words of verdicts. */
export const GRAVITY: Readonly<Record<ProblemKind, 'fail' | 'review' | 'fixed'>> = {
  'no-main': 'fail',
  'main-gone': 'fail',
  'name-taken': 'fail',
  'same-slot': 'fail',
  'slots-gone': 'review',
  'country-without-main': 'review',
  'country-not-sold': 'review',
  'no-cutout': 'review',
  'same-picture': 'review',
  language: 'review',
  'too-many': 'review',
  'no-place': 'review',
  'other-length': 'review',
  'dimensions-global': 'review',
  'country-is-global': 'fixed',
  'name-numbered': 'fixed'
};
