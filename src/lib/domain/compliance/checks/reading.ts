import type { Rect } from '../../pixels.ts';
import { basisOf, finding, type Case, type Outcome } from '../finding.ts';
import type { TextMeasure } from '../measurements.ts';
import type { Finding } from '../report.ts';
import { forbids, OUR_ADVICE } from './advice.ts';

/** What profiles call words of any kind. */
const ALL_WORDS = ['text-logo-graphic-watermark-overlay', 'text-overlay', 'added-text-or-artwork'];
/** What they call words that say certain things: where there are any, it is told, and a person reads them. */
const SOME_WORDS = [
  'watermark',
  'promo-text',
  'call-to-action',
  'price',
  'price-or-shipping-text',
  'time-limited-promo',
  'time-sensitive-info',
  'customer-reviews-or-stars',
  'claims-or-seller-info',
  'seller-contact-info',
  'marketing',
  'added-logo',
  'chinese-text',
  'seal',
  'barcode'
];

/** Share of words on the product up to which they lie beside it, and from which they count as printed on it. */
const BESIDE_TO = 0.5;
const PRINTED_FROM = 0.8;

/** Score from which words are sure enough to fail a file (docs/findings.md). */
const SURE_FROM = 0.7;

/** Whether words lie beside the product; null where they lie across its edge, or nobody knows where it is. */
export function isBeside({ inside }: TextMeasure): boolean | null {
  if (inside === null) return null;
  return inside < BESIDE_TO ? true : inside < PRINTED_FROM ? null : false;
}

/** Words on a product that are so far from level and upright, degrees, and take so much of its length, lie as watermarks do. */
const SLANTED_FROM = 12;
const ACROSS_FROM = 0.4;

/** Nobody has looked. It is told as such, and never counted as a pass. */
const NOT_READ: Outcome = {
  verdict: 'not-applicable',
  reason: 'not-read',
  message: 'Not looked for: the model that reads pictures is not on this device.'
};

/**
 * No words, logos of letters or watermarks lie beside the product. Those on it are told and never held against it: what
 * is printed there is right, and what was laid over it looks the same; only of those that run slantwise across it is a
 * person asked. Where only some words are refused any are told as a warning. `measured` is a count of lines.
 */
export function text({ measured, channel, role }: Case): Finding {
  const forbidsAll = forbids(role, ...ALL_WORDS);
  if (!forbidsAll && !forbids(role, ...SOME_WORDS)) {
    return notAsked('text', 'This kind of image may have words in it.');
  }
  const basis = basisOf(channel, role.forbidden);
  const of = (outcome: Outcome) => finding('text', basis, outcome);
  const texts = measured.read?.texts;
  if (!texts) return of(NOT_READ);
  const beside = texts.filter((one) => isBeside(one) === true);
  const unplaced = texts.filter((one) => isBeside(one) === null);
  const [first] = [...beside, ...unplaced];
  if (!first) {
    const across = texts.find((one) => isAcross(one, measured.fill.box));
    return of(across && basis.breach !== 'pass' ? acrossProduct(across) : onProduct(texts.length));
  }
  const isSure = forbidsAll && beside.some(({ score }) => score >= SURE_FROM);
  const count = beside.length + unplaced.length;
  const unsure = forbidsAll ? 'review' : 'warn';
  return of({
    verdict: isSure ? basis.breach : basis.breach === 'pass' ? 'pass' : unsure,
    reason: isSure ? 'words-beside' : 'words-somewhere',
    measured: count,
    limit: 0,
    region: first.box,
    message: isSure
      ? `${count} lines of words or signs lie beside the product: they are not allowed in this kind of image.`
      : `${count} lines of words or signs were found. Please read whether the channel allows them.`
  });
}

function isAcross({ length, slant }: TextMeasure, product: Rect | null): boolean {
  return (
    product !== null &&
    slant >= SLANTED_FROM &&
    length >= ACROSS_FROM * Math.max(product.width, product.height)
  );
}

const acrossProduct = ({ box }: TextMeasure): Outcome => ({
  verdict: 'review',
  reason: 'words-across',
  measured: 1,
  limit: 0,
  region: box,
  message:
    'Words run slantwise across the product, as watermarks do. Please look whether they are printed on it.'
});

function onProduct(count: number): Outcome {
  if (count === 0) {
    return { verdict: 'pass', reason: 'ok', measured: 0, limit: 0, message: 'No words were found.' };
  }
  return {
    verdict: 'pass',
    reason: 'words-on-product',
    measured: 0,
    limit: 0,
    message: `What may be words lies on the product alone (${count} places): right if printed there, wrong if laid over it.`
  };
}

/**
 * No face or model's head where mannequins are refused: whose it is, a person sees. `measured` is a count.
 */
export function face({ measured, channel, role }: Case): Finding {
  if (!forbids(role, 'mannequin')) return notAsked('face', 'This kind of image may show people.');
  const basis = basisOf(channel, role.forbidden);
  const of = (outcome: Outcome) => finding('face', basis, outcome);
  const faces = measured.read?.faces;
  if (!faces) return of(NOT_READ);
  const [first] = faces;
  const counted = { measured: faces.length, limit: 0 };
  if (!first) return of({ verdict: 'pass', reason: 'ok', ...counted, message: 'No face was found.' });
  return of({
    verdict: basis.breach === 'pass' ? 'pass' : 'review',
    reason: 'faces',
    ...counted,
    region: first.box,
    message: `${faces.length} faces were found. Please check that no mannequin is shown.`
  });
}

const notAsked = (rule: 'text' | 'face', message: string): Finding =>
  finding(rule, OUR_ADVICE, { verdict: 'not-applicable', reason: 'not-asked', message });
