import { directoriesOf } from '../facts/ifd.ts';
import type { HeaderReader } from './header.ts';

const WIDTH = 256;
const HEIGHT = 257;
const ORIENTATION = 274;

/** TIFF (6.0): size of the first page, and how it lies. No browser decodes it. */
export const readTiff: HeaderReader = (view, header) => {
  const [first] = directoriesOf(view, 1);
  header.width = first?.number(WIDTH) ?? 0;
  header.height = first?.number(HEIGHT) ?? 0;
  header.orientation = first?.number(ORIENTATION) ?? 1;
  header.complete = true;
};
