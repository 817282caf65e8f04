import { deltaE00OfLab, labOfRgb, type Lab } from '../../color/ciede2000.ts';
import { finding, percent, type Case, type Outcome } from '../finding.ts';
import type { ProductColor } from '../measurements.ts';
import type { Finding } from '../report.ts';
import { OUR_ADVICE } from './advice.ts';

/** CIEDE2000 from which shoppers may see another colour, and from which a person should compare (compliance.md 3.7). */
const LIMIT = { warn: 2, review: 5 } as const;

/**
 * One of the product's main colours is that of its swatch. Which part of a product the swatch means nobody says, so the
 * nearest counts. `measured` is its CIEDE2000.
 */
export function swatch({ measured: { swatch: wanted, picture } }: Case): Finding {
  return finding('swatch', OUR_ADVICE, judge(wanted, picture.colors));
}

function judge(wanted: string | null, colors: readonly ProductColor[]): Outcome {
  if (wanted === null) {
    return { verdict: 'not-applicable', reason: 'not-asked', message: 'The product has no swatch.' };
  }
  const lab = labOfHex(wanted);
  const [nearest] = colors
    .map(({ color, share }) => ({ color, share, deltaE: deltaE00OfLab(lab, labOfRgb(...color)) }))
    .sort((a, b) => a.deltaE - b.deltaE);
  if (!nearest) {
    return {
      verdict: 'not-applicable',
      reason: 'no-product',
      message: 'The product has no main colour that could be compared with its swatch.'
    };
  }
  const { color, share, deltaE } = nearest;
  const isOff = deltaE > LIMIT.warn;
  const shown = `${hexOf(color)} (${percent(share)} of the product) is ΔE ${deltaE.toFixed(1)} from its swatch ${wanted}`;
  return {
    verdict: deltaE > LIMIT.review ? 'review' : isOff ? 'warn' : 'pass',
    reason: isOff ? 'off-swatch' : 'ok',
    measured: deltaE,
    limit: LIMIT.warn,
    message: isOff
      ? `The product's nearest colour ${shown}. Shoppers return what looks different.`
      : `The product has the colour of its swatch: ${shown}.`
  };
}

/** Of `#rrggbb`. */
function labOfHex(hex: string): Lab {
  const value = parseInt(hex.slice(1), 16);
  return labOfRgb(value >> 16, (value >> 8) & 255, value & 255);
}

const hexOf = (color: ProductColor['color']): string =>
  `#${color.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
