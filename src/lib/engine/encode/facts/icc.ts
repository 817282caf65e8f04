import type { ColorSpace } from '../../../domain/compliance/file-measure.ts';
import { part, tagAt, type View } from '../headers/header.ts';

export interface Profile {
  /** The profile's own description. */
  readonly name: string;
  readonly colorSpace: ColorSpace;
}

const HEADER_BYTES = 128;
const MAX_TAGS = 200;
const MAX_NAME = 120;

type Colorant = readonly [x: number, y: number, z: number];

/** Red, green and blue in the profile connection space (D50), as the standard profiles have them (ICC.1:2022). */
const PRIMARIES: readonly (readonly [ColorSpace, readonly [Colorant, Colorant, Colorant]])[] = [
  [
    'sRGB',
    [
      [0.4361, 0.2225, 0.0139],
      [0.3851, 0.7169, 0.0971],
      [0.1431, 0.0606, 0.7139]
    ]
  ],
  [
    'Display P3',
    [
      [0.5151, 0.2412, -0.0011],
      [0.292, 0.6922, 0.0419],
      [0.1571, 0.0666, 0.7841]
    ]
  ],
  [
    'Adobe RGB',
    [
      [0.6097, 0.3111, 0.0195],
      [0.2053, 0.6257, 0.0609],
      [0.1492, 0.0632, 0.7446]
    ]
  ]
];
/** Makers round and adapt these in their own ways; the nearest two spaces differ by 0.06 and more. */
const NEAR = 0.006;
/** Linear light of the encoded middle: 0.214 by sRGB's curve, 0.218 by a gamma of 2.2; not 0.5 or gamma 1.8's 0.287. */
const MIDDLE = 0.216;
const NEAR_MIDDLE = 0.012;

/**
 * What an ICC profile is (ICC.1:2022, 7 and 10): told by its primaries and its curve, since names are anybody's; by its
 * name where it has none of these (sRGB's v4 profile is a table). Null where the block is no profile.
 */
export function readIcc(view: View): Profile | null {
  if (view.byteLength < HEADER_BYTES + 4 || tagAt(view, 36) !== 'acsp') return null;
  const tags = tagsOf(view);
  const name = nameOf(tags.get('desc'));
  return { name, colorSpace: tagAt(view, 16) === 'RGB ' ? spaceOf(tags, name) : 'other' };
}

function tagsOf(view: View): Map<string, View> {
  const tags = new Map<string, View>();
  const count = Math.min(view.getUint32(HEADER_BYTES), MAX_TAGS);
  for (let i = 0; i < count; i++) {
    const entry = HEADER_BYTES + 4 + i * 12;
    if (entry + 12 > view.byteLength) break;
    const [at, size] = [view.getUint32(entry + 4), view.getUint32(entry + 8)];
    if (at + size <= view.byteLength) tags.set(tagAt(view, entry), part(view, at, size));
  }
  return tags;
}

/** `desc` of version 2 is ASCII, of version 4 the first of several languages in UTF-16. */
function nameOf(desc: View | undefined): string {
  if (!desc || desc.byteLength < 12) return '';
  const isOld = tagAt(desc, 0) === 'desc';
  const isNew = tagAt(desc, 0) === 'mluc' && desc.byteLength >= 28;
  if (!isOld && !isNew) return '';
  const [at, length] = isOld ? [12, desc.getUint32(8)] : [desc.getUint32(24), desc.getUint32(20)];
  if (at + length > desc.byteLength) return '';
  const text = new TextDecoder(isOld ? 'latin1' : 'utf-16be').decode(part(desc, at, length));
  return text.split('\0').join('').trim().slice(0, MAX_NAME);
}

function spaceOf(tags: ReadonlyMap<string, View>, name: string): ColorSpace {
  const colorants = ['rXYZ', 'gXYZ', 'bXYZ'].map((tag) => colorantOf(tags.get(tag)));
  const curve = middleOf(tags.get('gTRC'));
  if (colorants.every((colorant) => colorant === null)) return /^sRGB/i.test(name) ? 'sRGB' : 'other';
  if (curve === null || Math.abs(curve - MIDDLE) > NEAR_MIDDLE) return 'other';
  const known = PRIMARIES.find(([, all]) =>
    all.every((colorant, i) => isNear(colorants[i] ?? null, colorant))
  );
  return known?.[0] ?? 'other';
}

const isNear = (found: Colorant | null, known: Colorant): boolean =>
  found !== null && found.every((value, i) => Math.abs(value - known[i]!) < NEAR);

const fixed = (view: View, at: number): number => view.getInt32(at) / 65_536;

function colorantOf(tag: View | undefined): Colorant | null {
  if (!tag || tag.byteLength < 20 || tagAt(tag, 0) !== 'XYZ ') return null;
  return [fixed(tag, 8), fixed(tag, 12), fixed(tag, 16)];
}

/** Linear light at the encoded middle (0.5); null where the curve cannot be read. */
function middleOf(tag: View | undefined): number | null {
  if (!tag || tag.byteLength < 12) return null;
  if (tagAt(tag, 0) === 'curv') return middleOfCurve(tag);
  return tagAt(tag, 0) === 'para' ? middleOfFormula(tag) : null;
}

function middleOfCurve(curve: View): number | null {
  const count = curve.getUint32(8);
  if (count === 0) return 0.5;
  const at = 12 + 2 * (count === 1 ? 0 : Math.round((count - 1) / 2));
  if (at + 2 > curve.byteLength) return null;
  return count === 1 ? 0.5 ** (curve.getUint16(12) / 256) : curve.getUint16(at) / 65_535;
}

/** Types 0–4 have gamma, a, b … in this order; at 0.5 all of them are on their power's side (ICC.1:2022, 10.18). */
function middleOfFormula(para: View): number | null {
  const type = para.getUint16(8);
  const count = [1, 3, 4, 5, 7][type];
  if (count === undefined || 12 + count * 4 > para.byteLength) return null;
  const [gamma = 1, a = 1, b = 0, c = 0, , e = 0] = Array.from({ length: count }, (_, i) =>
    fixed(para, 12 + i * 4)
  );
  const offset = type === 2 ? c : type === 4 ? e : 0;
  return (a * 0.5 + b) ** gamma + offset;
}
