import { basisOf, finding, type Case, type Outcome } from '../finding.ts';
import type { Measurements } from '../measurements.ts';
import type { Finding, FindingVerdict } from '../report.ts';

/** The profile's word for it in `forbidden`. */
const FORBIDDEN = 'product-cropped-by-frame';

/**
 * The whole product is in the frame (compliance.md 3.7). Product on the file's own border is cut by the frame. Product
 * on the border of the source photo may already have been cut by the camera: moved inwards onto white it looks sliced,
 * but a product may also just touch that border, so a person decides. `measured` is a count of border pixels.
 */
export function cropped({ measured, channel, role }: Case): Finding {
  const basis = basisOf(channel, role.forbidden);
  if (!role.forbidden.value?.includes(FORBIDDEN)) {
    return finding('cropped', basis, {
      verdict: 'not-applicable',
      reason: 'not-asked',
      message: 'The product may be cut by the frame in this kind of image.'
    });
  }
  return finding('cropped', basis, judge(measured, basis.breach));
}

function judge({ crop, fill, matteOrigin }: Measurements, breach: FindingVerdict): Outcome {
  if (matteOrigin === 'none') {
    return {
      verdict: 'review',
      reason: 'no-matte',
      message:
        'Product and background could not be told apart. Please check that the whole product is in the picture.'
    };
  }
  if (crop.outputEdgePixels > 0) {
    return {
      verdict: breach,
      reason: 'cut-by-frame',
      measured: crop.outputEdgePixels,
      limit: 0,
      ...(crop.region && { region: crop.region }),
      message: `The product touches the picture's edge along ${crop.outputEdgePixels} pixels: the whole product must be in the frame.`
    };
  }
  if (crop.isCutByCrop) {
    return {
      verdict: breach,
      reason: 'cut-by-crop',
      message:
        'The crop cuts through the product: the whole product must be in the picture. Make the crop larger.'
    };
  }
  if (crop.sourceEdgePixels !== null && crop.sourceEdgePixels > 0) {
    return {
      verdict: 'review',
      reason: 'cut-by-photo',
      measured: crop.sourceEdgePixels,
      limit: 0,
      message:
        `In the photo the product reaches the border along ${crop.sourceEdgePixels} pixels. If a part of it was left ` +
        `out, take the photo again with the whole product in view.`
    };
  }
  if (!fill.box)
    return {
      verdict: 'not-applicable',
      reason: 'no-product',
      message: 'No product was found in this picture.'
    };
  return {
    verdict: 'pass',
    reason: 'ok',
    measured: 0,
    limit: 0,
    message: 'The whole product is in the frame.'
  };
}
