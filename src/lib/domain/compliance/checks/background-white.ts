import { basisOf, finding, percent, type Basis, type Case, type Outcome } from '../finding.ts';
import type { Rgb } from '../../document/edits/backdrop.ts';
import type { Rect } from '../../pixels.ts';
import type { BackgroundMeasure, Measurements } from '../measurements.ts';
import type { Finding, FindingVerdict } from '../report.ts';

/** Darkest value that JPEG leaves beside a product on white at its best (quality.md, "Output truth"). */
const NEAR_WHITE_MIN = 250;
/** Steps of a JPEG's coarser frequencies that white rings by, and what would be seen as a fringe from any encoder. */
const RINGING = 1.5;
const MOST_RINGING = 40;
/** Formats that keep every pixel as it was, so that white beside the product must be white. */
const LOSSLESS: readonly string[] = ['png', 'gif', 'bmp', 'tiff'];

/**
 * The background is the channel's white (compliance.md 3.7): every pixel that lies farther from the product than the
 * codec's blocks reach, and the outermost ring. Nearer pixels may ring a little; more is a fringe or a shadow, which
 * the channel may tolerate, so it only warns. `measured` and `limit` are counts of px for what is not white, the ring's
 * white share 0–1 for `edge-not-white`, channel values 0–255 else.
 */
export function backgroundWhite({ measured, channel, role }: Case): Finding {
  const basis = basisOf(channel, role.background);
  const asked = role.background.value;
  const of = (outcome: Outcome) => finding('background-white', basis, outcome);
  if (asked?.rule !== 'solid') {
    return of({
      verdict: 'not-applicable',
      reason: 'not-asked',
      message: 'This kind of image may have any background.'
    });
  }
  if (asked.rgb?.some((value) => value !== 255)) {
    return of({
      verdict: 'review',
      reason: 'not-measured',
      limit: asked.rgb.join(','),
      message: 'The channel asks for a background colour other than white. Please compare it by eye.'
    });
  }
  return of(judge(measured, 255 - (asked.maxDeviation ?? 0), basis));
}

function judge(measured: Measurements, whiteMin: number, { breach }: Basis): Outcome {
  const { background, file } = measured;
  const ring = whiteMin === 255 && ringIsBackground(measured) ? background.ringWhite : 1;
  if (measured.matteOrigin !== 'none' && background.farMin < whiteMin)
    return judgeFar(measured, whiteMin, breach);
  if (ring < 1) {
    return {
      verdict: breach,
      reason: 'edge-not-white',
      measured: ring,
      limit: 1,
      region: { x: 0, y: 0, width: file.width, height: file.height },
      message: `Only ${percent(ring)} of the picture's outer edge is pure white. Nothing may reach the edge: no border, no shadow.`
    };
  }
  if (measured.matteOrigin === 'none') return NO_MATTE;
  if (background.thrownMin < whiteMin) return judgeThrown(measured);
  return judgeNear(measured, Math.min(whiteMin, nearWhiteMin(measured)));
}

/**
 * Darkest value beside the product that is the codec's own and no fringe. Files made here are pressed until it is
 * `NEAR_WHITE_MIN`. Other JPEGs ring by about a step of their coarser frequencies, which libjpeg scales by
 * 200 − 2 × quality per cent of about 100 (ITU-T T.81, Annex K; jcparam.c). Under quality 50 it scales them by more, and
 * there `MOST_RINGING` holds.
 */
function nearWhiteMin({ format, matteOrigin, bytes }: Measurements): number {
  if (LOSSLESS.includes(format)) return 255;
  if (matteOrigin === 'edits' || !bytes?.jpeg) return NEAR_WHITE_MIN;
  const step = 200 - 2 * bytes.jpeg.quality;
  return Math.min(NEAR_WHITE_MIN, 255 - Math.min(MOST_RINGING, Math.round(RINGING * step)));
}

/** Greatest difference of a shadow's channels: on white it is grey. */
const SHADOW_COLOUR = 24;

const isGrey = (colour: Rgb | null): boolean =>
  colour !== null && Math.max(...colour) - Math.min(...colour) <= SHADOW_COLOUR;

/** Share of the far pixels that a backdrop of another colour takes at least: a band along the frame takes less. */
const BACKDROP_SHARE = 0.5;

/** The colour of a backdrop that is not white as a whole; null where it is, or where only parts of it are not. */
function otherBackdrop({ backdrop, farNotWhite, farPixels }: BackgroundMeasure, whiteMin: number) {
  if (!backdrop || farNotWhite < BACKDROP_SHARE * farPixels) return null;
  return backdrop.some((value) => value < whiteMin) ? backdrop.join(',') : null;
}

/**
 * Far pixels that are not white: a backdrop of another colour, then what hangs together with the product and reaches the frame, then what lies apart, then
 * the rest. In a file made here none is excused. In one from elsewhere soft grey that hangs together with the product and
 * stays off the frame is the "minimal shadow" that the channel tolerates (G75P): said, not refused.
 */
function judgeFar(measured: Measurements, whiteMin: number, breach: FindingVerdict): Outcome {
  const { background, matteOrigin } = measured;
  const { farNotWhite, farPixels, farMin, detachedSpecks, ringWhite, worstRegion } = background;
  const { toEdgePixels, toEdgeRegion, toEdgeColor, speckPixels, speckRegion } = background;
  const colour = otherBackdrop(background, whiteMin);
  if (colour !== null) {
    return {
      verdict: breach,
      reason: 'other-backdrop',
      measured: colour,
      limit: '255,255,255',
      message: `The background must be pure white (255,255,255). It has another colour, at the edge mostly ${colour}.`
    };
  }
  if (toEdgePixels > 0 && isGrey(toEdgeColor)) {
    return {
      verdict: breach,
      reason: 'shadow-to-edge',
      ...counted(toEdgePixels, toEdgeRegion),
      message: `A shadow reaches from the product to the picture's edge: ${toEdgePixels} pixels, as dark as ${farMin}.`
    };
  }
  if (detachedSpecks > 0 && speckPixels === farNotWhite) {
    return {
      verdict: mayBeProduct(measured, speckRegion) ? asked(breach) : breach,
      reason: 'specks',
      ...counted(speckPixels, speckRegion),
      message: `The background must be pure white (255,255,255). ${detachedSpecks} separate specks are not: ${speckPixels} pixels, as dark as ${farMin}.`
    };
  }
  const count = `${farNotWhite} of its ${farPixels} pixels are not; the darkest is ${farMin}.`;
  if (matteOrigin !== 'edits' && detachedSpecks === 0 && ringWhite === 1) {
    return {
      verdict: 'warn',
      reason: 'shadow',
      measured: farMin,
      limit: whiteMin,
      ...(worstRegion && { region: worstRegion }),
      message: `The background is white up to a soft shadow beside the product. ${count} A small shadow may stay.`
    };
  }
  const specks = detachedSpecks > 0 ? ` ${detachedSpecks} separate patches were found.` : '';
  return {
    verdict: mayBeProduct(measured, worstRegion) ? asked(breach) : breach,
    reason: 'not-white',
    ...counted(farNotWhite, worstRegion),
    message: `The background must be pure white (255,255,255). ${count}${specks}`
  };
}

/** How far around a product's box its own loose ends reach, as a share of the frame's longer side. */
const LOOSE = 0.05;

/** A flood takes small pieces apart from the product for dirt: near it they may be its own hairs or leaves. */
function mayBeProduct({ matteOrigin, fill, file }: Measurements, region: Rect | null): boolean {
  const { box } = fill;
  if (matteOrigin !== 'flood' || !box || !region) return false;
  const reach = LOOSE * Math.max(file.width, file.height);
  const isWithin = (from: number, length: number, start: number, size: number) =>
    from >= start - reach && from + length <= start + size + reach;
  return (
    isWithin(region.x, region.width, box.x, box.width) && isWithin(region.y, region.height, box.y, box.height)
  );
}

const asked = (breach: FindingVerdict): FindingVerdict => (breach === 'fail' ? 'review' : breach);

const counted = (measured: number, region: Rect | null) => ({
  measured,
  limit: 0,
  ...(region && { region })
});

/** Share of the frame up to which a shadow that was asked for counts as the "minimal" one that channels tolerate. */
const SMALL_SHADOW = 0.05;

/** Shade and reflection that the seller asked for: told with their darkest value, and left to a person where large. */
function judgeThrown({ background, file }: Measurements): Outcome {
  const { thrownPixels, thrownMin } = background;
  const share = thrownPixels / (file.width * file.height);
  return {
    verdict: share > SMALL_SHADOW ? 'review' : 'warn',
    reason: 'shadow',
    measured: thrownMin,
    limit: 255,
    message:
      `The background is white but for the shadow or reflection that was asked for: ${percent(share)} of the picture, ` +
      `as dark as ${thrownMin}. A small shadow may stay.`
  };
}

const NO_MATTE: Outcome = {
  verdict: 'review',
  reason: 'no-matte',
  message:
    'Product and background could not be told apart. Please check by eye that the background is pure white.'
};

function judgeNear({ background }: Measurements, nearMin: number): Outcome {
  const ringing = background.nearNotWhite;
  if (background.nearMin < nearMin) {
    return {
      verdict: 'warn',
      reason: 'fringe',
      measured: background.nearMin,
      limit: nearMin,
      message:
        `The background is white, but ${ringing} pixels right beside the product are not: as dark as ` +
        `${background.nearMin}. A small shadow may stay; a fringe of the old background looks careless.`
    };
  }
  const beside =
    ringing > 0
      ? ` ${ringing} pixels beside the product are ${background.nearMin} to 254 by compression.`
      : '';
  return {
    verdict: 'pass',
    reason: 'ok',
    measured: background.farMin,
    limit: 255,
    message: `The background is pure white.${beside}`
  };
}

/**
 * Whether the outer ring (1 % of the shorter side, at least 2 px) is background all around. A product that fills the
 * frame stands in it; then the far pixels tell of the background and `cropped` of the edge.
 */
function ringIsBackground({ fill: { box }, file, background }: Measurements): boolean {
  if (!box) return true;
  const reach = Math.max(2, Math.round(Math.min(file.width, file.height) / 100)) + background.nearPx;
  const right = file.width - box.x - box.width;
  const bottom = file.height - box.y - box.height;
  return Math.min(box.x, box.y, right, bottom) >= reach;
}
