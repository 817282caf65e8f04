import type { Check } from '../finding.ts';
import { aiTag } from './ai-tag.ts';
import { alpha } from './alpha.ts';
import { animation } from './animation.ts';
import { aspect } from './aspect.ts';
import { backgroundWhite } from './background-white.ts';
import { blockiness } from './blockiness.ts';
import { border } from './border.ts';
import { bytes } from './bytes.ts';
import { colorMode } from './color-mode.ts';
import { colorSpace } from './color-space.ts';
import { colorTruth } from './color-truth.ts';
import { cropped } from './cropped.ts';
import { cutoutConfidence } from './cutout-confidence.ts';
import { dimensions } from './dimensions.ts';
import { dpi } from './dpi.ts';
import { enlarged } from './enlarged.ts';
import { extended } from './extended.ts';
import { fileName } from './file-name.ts';
import { fill } from './fill.ts';
import { format } from './format.ts';
import { holes } from './holes.ts';
import { severalItems, views } from './items.ts';
import { jpegQuality } from './jpeg-quality.ts';
import { lostParts } from './lost-parts.ts';
import { metadata } from './metadata.ts';
import { halo, jaggedEdge } from './outline.ts';
import { overlay } from './overlay.ts';
import { face, text } from './reading.ts';
import { blur, pixelation } from './sharpness.ts';
import { swatch } from './swatch.ts';
import { safeZone, textGrid } from './zones.ts';

/** Every rule, in the order in which reports list them. */
export const CHECKS: readonly Check[] = [
  backgroundWhite,
  fill,
  cropped,
  overlay,
  text,
  face,
  border,
  severalItems,
  views,
  halo,
  holes,
  lostParts,
  jaggedEdge,
  blur,
  pixelation,
  colorTruth,
  swatch,
  safeZone,
  textGrid,
  dimensions,
  aspect,
  enlarged,
  extended,
  format,
  bytes,
  colorMode,
  colorSpace,
  alpha,
  animation,
  jpegQuality,
  blockiness,
  dpi,
  metadata,
  aiTag,
  fileName,
  cutoutConfidence
];
