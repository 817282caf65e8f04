import type { Check } from '../finding.ts';
import { backgroundWhite } from './background-white.ts';
import { cropped } from './cropped.ts';
import { cutoutConfidence } from './cutout-confidence.ts';
import { dimensions } from './dimensions.ts';
import { enlarged } from './enlarged.ts';
import { extended } from './extended.ts';
import { fileName } from './file-name.ts';
import { fill } from './fill.ts';
import { format } from './format.ts';
import { overlay } from './overlay.ts';

/** Every rule, in the order in which reports list them. */
export const CHECKS: readonly Check[] = [
  backgroundWhite,
  fill,
  cropped,
  overlay,
  dimensions,
  enlarged,
  extended,
  format,
  fileName,
  cutoutConfidence
];
