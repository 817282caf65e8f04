import type { HeaderReader } from './header.ts';

const CORE = 12;
const UNCOMPRESSED = [0, 3, 6];

/** BMP (Microsoft, BITMAPINFOHEADER and relatives). A negative height means that the top row comes first. */
export const readBmp: HeaderReader = (view, header) => {
  const pixels = view.getUint32(10, true);
  if (view.getUint32(14, true) === CORE) {
    header.width = view.getUint16(18, true);
    header.height = view.getUint16(20, true);
    header.complete = pixels < view.byteLength;
    return;
  }
  const bits = view.getUint16(28, true);
  header.width = Math.max(0, view.getInt32(18, true));
  header.height = Math.abs(view.getInt32(22, true));
  const rowBytes = Math.ceil((header.width * bits) / 32) * 4;
  const known = UNCOMPRESSED.includes(view.getUint32(30, true));
  header.complete = pixels + (known ? rowBytes * header.height : 1) <= view.byteLength;
};

/** Sizes of the headers that exist; "BM" alone could begin any text. */
const HEADER_BYTES = [CORE, 16, 40, 52, 56, 64, 108, 124];

export const isBmpHeader = (bytes: number): boolean => HEADER_BYTES.includes(bytes);
