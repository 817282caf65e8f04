import type { ExtendedMeasure } from '../../../domain/compliance/measurements.ts';
import type { SceneMethod } from '../../../domain/document/edits/backdrop.ts';
import type { Matte, Pixels } from '../../../domain/pixels.ts';
import { dithered, ditherThreshold } from '../formulas/backdrop.ts';
import { bannedAround } from './banned.ts';
import { continued } from './continued.ts';
import type { Course } from './course-kinds.ts';
import { courseOf } from './course.ts';
import { addGrain, grainOf } from './grain.ts';
import { knownRect, sidesOf, type Known, type Side } from './known.ts';
import { brokenLines } from './lines.ts';
import { borderColour, mirrored, outOfFocus } from './plain.ts';
import { synthesised } from './synthesised.ts';
import { doubtOfMirror, evennessOf, fitnessOf, GOOD_ENOUGH, wholenessOf, type Filled } from './trust.ts';

/** A frame filled with a photo and its surroundings. */
export interface ExtendedScene {
  /** Opaque. */
  readonly pixels: Pixels;
  readonly extended: ExtendedMeasure;
}

/**
 * Fills what a photo leaves of its frame with more of its own surroundings. The photo's own pixels stay as they are. Plain
 * and evenly lit surroundings are continued, others put together from the photo's patches; where that does not come out
 * well, what does least harm is taken. The same input gives the same picture, always.
 *
 * @param photo in its frame: straight sRGB, α = 0 where it is not
 * @param product its matte in the frame: never copied; null where nobody knows where it is
 */
export function extendScene(photo: Pixels, product: Matte | null, method: SceneMethod): ExtendedScene {
  const rect = knownRect(photo);
  const share = unknownShare(photo);
  if (!rect) return { pixels: laidOver(photo, null), extended: { method: 'color', share, confidence: 0 } };
  if (share === 0) return { pixels: photo, extended: { method: 'none', share, confidence: 1 } };
  const known: Known = { photo, rect, banned: bannedAround(photo, rect, product) };
  const filled = fill(known, method);
  return {
    pixels: laidOver(photo, filled.rgb),
    extended: { method: filled.method, share, confidence: filled.confidence }
  };
}

function fill(known: Known, method: SceneMethod): Filled {
  const courses = sidesOf(known.rect, known.photo).map((side) => courseOf(known, side));
  switch (method) {
    case 'auto':
      return best(known, courses);
    case 'continue':
      return continuedWithGrain(known, courses);
    case 'synthesize':
      return patched(known, courses) ?? continuedWithGrain(known, courses);
    case 'mirror':
      return { rgb: mirrored(known), method, confidence: doubtOfMirror(known) };
    case 'blur':
      return { rgb: outOfFocus(known), method, confidence: BLUR };
    case 'color':
      return { rgb: borderColour(known), method, confidence: evennessOf(courses) };
  }
}

/** A picture out of focus never is the place, and never looks broken. */
const BLUR = 0.3;

function best(known: Known, courses: readonly Course[]): Filled {
  const even = courses.filter((course) => evennessOf([course]) >= GOOD_ENOUGH);
  const first =
    even.length === courses.length ? continuedWithGrain(known, courses) : inTurn(known, courses, even);
  if (first && first.confidence >= BLUR) return first;
  const others = (['mirror', 'blur'] as const).map((method) => fill(known, method));
  return [...(first ? [first] : []), ...others].reduce((a, b) => (b.confidence > a.confidence ? b : a));
}

/** First the even sides are continued; the others are put together with that beside them. */
function inTurn(known: Known, courses: readonly Course[], even: readonly Course[]): Filled | null {
  if (even.length === 0) return patched(known, courses);
  const { rgb } = continuedWithGrain(known, courses);
  const wider = grownBy(
    known,
    rgb,
    even.map(({ side }) => side)
  );
  const rest = sidesOf(wider.rect, wider.photo).map((side) => courseOf(wider, side));
  const made = patched(wider, rest);
  if (!made) return null;
  const merged = made.rgb.map((value, i) =>
    wider.photo.data[Math.floor(i / 3) * 4 + 3] === 255 ? rgb[i]! : value
  );
  return { ...made, rgb: merged, confidence: Math.min(made.confidence, evennessOf(even)) };
}

/** With what was made beyond some sides taken for known. */
function grownBy({ photo, rect, banned }: Known, rgb: Float32Array, sides: readonly Side[]): Known {
  const reach = (name: Side['name']) => sides.find((side) => side.name === name)?.reach ?? 0;
  const [x, y] = [rect.x - reach('left'), rect.y - reach('top')];
  const grown = {
    x,
    y,
    width: rect.x + rect.width + reach('right') - x,
    height: rect.y + rect.height + reach('bottom') - y
  };
  const data = photo.data.slice();
  for (let row = y; row < y + grown.height; row++) {
    for (let p = row * photo.width + x, end = p + grown.width; p < end; p++) {
      if (data[p * 4 + 3] === 255) continue;
      for (let c = 0; c < 3; c++) data[p * 4 + c] = rgb[p * 3 + c]!;
      data[p * 4 + 3] = 255;
    }
  }
  return { photo: { ...photo, data }, rect: grown, banned };
}

function continuedWithGrain(known: Known, courses: readonly Course[]): Filled {
  const { photo, rect } = known;
  const rgb = new Float32Array(photo.width * photo.height * 3);
  continued(known, courses, rgb);
  const grain = grainOf(known, courses);
  if (grain) addGrain(grain, rgb, photo.width, rect, photo.width * 31 + photo.height);
  return { rgb, method: 'continue', confidence: evennessOf(courses) };
}

function patched(known: Known, courses: readonly Course[]): Filled | null {
  const guess = new Float32Array(known.photo.width * known.photo.height * 3);
  continued(known, courses, guess);
  const made = synthesised(known, guess);
  if (!made) return null;
  const confidence = fitnessOf(courses, made) * wholenessOf(brokenLines(known, made.rgb));
  return { rgb: made.rgb, method: 'synthesize', confidence };
}

function unknownShare({ data, width, height }: Pixels): number {
  let count = 0;
  for (let at = 3; at < data.length; at += 4) if (data[at]! < 255) count++;
  return count / (width * height);
}

/** The photo over what was made; white where nothing was. Opaque. */
function laidOver({ data, width, height }: Pixels, rgb: Float32Array | null): Pixels {
  const out = data.slice();
  for (let p = 0, at = 0; p < width * height; p++, at += 4) {
    const alpha = data[at + 3]! / 255;
    if (alpha === 1) continue;
    const threshold = ditherThreshold(p % width, Math.floor(p / width));
    for (let c = 0; c < 3; c++) {
      const under = rgb ? rgb[p * 3 + c]! : 255;
      out[at + c] = dithered((alpha * data[at + c]! + (1 - alpha) * under) / 255, threshold);
    }
    out[at + 3] = 255;
  }
  return { data: out, width, height };
}
