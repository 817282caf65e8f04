import { directoriesOf } from '../facts/ifd.ts';
import type { HeaderReader } from './header.ts';

const WIDTH = 256;
const HEIGHT = 257;

/** TIFF (6.0): size of the first page. No browser decodes it; the size is told with the refusal. */
export const readTiff: HeaderReader = (view, header) => {
  const [first] = directoriesOf(view, 1);
  header.width = first?.number(WIDTH) ?? 0;
  header.height = first?.number(HEIGHT) ?? 0;
  header.complete = true;
};
