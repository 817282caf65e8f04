import type { ColorSpace } from '../../../domain/compliance/file-measure.ts';

const UNSPECIFIED = 2;
const BT_709 = 1;
const P3 = 12;
const SRGB_CURVE = 13;
/** BT.709, 601 and 2020's curve, which browsers read as sRGB's. */
const VIDEO_CURVES = [1, 6, 14, 15];

/** What a colour's code points mean (ITU-T H.273): primaries and transfer. */
export function spaceOfCicp(primaries: number, transfer: number): ColorSpace {
  if (primaries === UNSPECIFIED || transfer === UNSPECIFIED) return 'untagged';
  if (transfer !== SRGB_CURVE && !VIDEO_CURVES.includes(transfer)) return 'other';
  return primaries === BT_709 ? 'sRGB' : primaries === P3 ? 'Display P3' : 'other';
}
