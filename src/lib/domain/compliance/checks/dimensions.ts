import { basisOf, finding, OUR_BASIS, type Basis, type Case } from '../finding.ts';
import type { Leaf, Role } from '../../channels/channel.ts';
import type { Size } from '../../pixels.ts';
import type { Finding, FindingReason } from '../report.ts';

type Bound = number | readonly [number, number];
type Measure = Role['px']['measure'];

interface Limit {
  readonly key: 'hardMin' | 'min' | 'max' | 'zoomMin' | 'warnBelow' | 'recommendedMin';
  readonly reason: FindingReason;
  /** What is lost, for the seller. */
  readonly say: string;
}

/** Most serious first: the first one that is not met is the finding. */
const LIMITS: readonly Limit[] = [
  { key: 'hardMin', reason: 'below-minimum', say: 'The channel refuses images that are smaller' },
  { key: 'min', reason: 'below-minimum', say: 'The channel refuses images that are smaller' },
  { key: 'max', reason: 'above-maximum', say: 'The channel refuses images that are larger' },
  { key: 'zoomMin', reason: 'below-zoom', say: 'Shoppers cannot zoom into images that are smaller' },
  { key: 'warnBelow', reason: 'below-recommended', say: 'The channel warns of images that are smaller' },
  { key: 'recommendedMin', reason: 'below-recommended', say: 'The channel advises more pixels' }
];

/**
 * The file's size in px against the profile's limits, of the side (or sides) that the profile names, and its megapixels
 * (millions of px) where it limits those.
 */
export function dimensions({ measured: { file }, channel, role }: Case): Finding {
  const { measure } = role.px;
  const tooMany = overMegapixels(file, channel, role);
  if (tooMany) return tooMany;
  for (const { key, reason, say } of LIMITS) {
    const leaf: Leaf<Bound> | undefined = role.px[key];
    if (!leaf || leaf.value === null || isMet(file, measure, leaf.value, key)) continue;
    const basis = basisOf(channel, leaf);
    const limit = write(leaf.value);
    const size = sideOf(file, measure, leaf.value, key);
    const message = `The image is ${file.width} × ${file.height} pixels. ${say} than ${limit}${inWords(measure)}.`;
    return finding('dimensions', basis, { verdict: basis.breach, reason, measured: size, limit, message });
  }
  return finding('dimensions', passBasis({ channel, role }), {
    verdict: 'pass',
    reason: 'ok',
    measured: write(measure === 'longest' ? Math.max(file.width, file.height) : [file.width, file.height]),
    message: `The image is ${file.width} × ${file.height} pixels.`
  });
}

function overMegapixels({ width, height }: Size, channel: Case['channel'], role: Role): Finding | null {
  const leaf = role.px.maxMegapixels;
  const megapixels = (width * height) / 1e6;
  if (!leaf || leaf.value === null || megapixels <= leaf.value) return null;
  const basis = basisOf(channel, leaf);
  return finding('dimensions', basis, {
    verdict: basis.breach,
    reason: 'too-many-pixels',
    measured: megapixels,
    limit: leaf.value,
    message: `The image has ${megapixels.toFixed(1)} megapixels. The channel refuses images of more than ${leaf.value}.`
  });
}

function passBasis({ channel, role }: Pick<Case, 'channel' | 'role'>): Basis {
  const leaf = role.px.min ?? role.px.recommendedMin ?? role.px.target;
  return leaf ? basisOf(channel, leaf) : OUR_BASIS;
}

function isMet(file: Size, measure: Measure, bound: Bound, key: Limit['key']): boolean {
  if (typeof bound !== 'number') {
    const [width, height] = bound;
    return key === 'max'
      ? file.width <= width && file.height <= height
      : file.width >= width && file.height >= height;
  }
  const side = oneSide(file, measure, key);
  return key === 'max' ? side <= bound : side >= bound;
}

/** The side that one number limits. Of `both`, that is the shorter one from below and the longer one from above. */
function oneSide({ width, height }: Size, measure: Measure, key: Limit['key']): number {
  if (measure === 'width') return width;
  const isLonger = measure === 'longest' || (measure === 'both' && key === 'max');
  return isLonger ? Math.max(width, height) : Math.min(width, height);
}

function sideOf(file: Size, measure: Measure, bound: Bound, key: Limit['key']): number | string {
  return typeof bound === 'number' ? oneSide(file, measure, key) : write([file.width, file.height]);
}

const write = (bound: Bound): number | string => (typeof bound === 'number' ? bound : bound.join(' × '));

function inWords(measure: Measure): string {
  return {
    longest: ' on the longer side',
    shortest: ' on the shorter side',
    both: ' on each side',
    width: ' in width'
  }[measure];
}
