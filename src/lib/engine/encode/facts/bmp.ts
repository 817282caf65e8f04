import { tagAt } from '../headers/header.ts';
import { densityPerMetre, type FactReader } from './draft.ts';

const CORE = 12;
const V3 = 56;
const V5 = 124;
const PALETTE_BITS = 8;

/** BMP (Microsoft, BITMAPINFOHEADER, BITMAPV5HEADER): palette or RGB, alpha mask, resolution, colour space. */
export const readBmpFacts: FactReader = (view, draft) => {
  const size = view.getUint32(14, true);
  const bits = view.getUint16(size === CORE ? 24 : 28, true);
  draft.colorMode = bits <= PALETTE_BITS ? 'indexed' : 'rgb';
  draft.bitDepth = bits === 16 ? 5 : 8;
  if (size === CORE) return;
  draft.dpi = densityPerMetre(view.getInt32(38, true), view.getInt32(42, true));
  draft.hasAlpha = size >= V3 && view.getUint32(66, true) !== 0;
  if (size >= V5) draft.colorSpace = tagAt(view, 70) === 'BGRs' ? 'sRGB' : 'untagged';
};
