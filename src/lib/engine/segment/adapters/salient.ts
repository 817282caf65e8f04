import type { Pixels, Rect, Size } from '../../../domain/pixels.ts';
import { grownBy, within } from '../candidates/placements.ts';
import { resample } from '../candidates/planes.ts';
import type { Coarse } from '../coarse.ts';
import type { OnnxModel } from '../models.ts';
import { requirePorts, takeOnly, type Adapter } from './adapter.ts';
import { contentOf, planeOf, toAlpha } from './answer.ts';
import { prepare } from './picture.ts';

/** Room that a box is given on each side, as a share of it: networks need to see what the product is not. */
const MARGIN = 0.12;
/** Longest side of a whole photo's matte that was found within a box, px. */
const MAX_SIDE = 2048;

/** α of the whole photo where only `rect` of it was looked at: nothing elsewhere, nor outside `box`. */
function placed(found: Coarse, rect: Rect, box: Rect, photo: Size): Coarse {
  const [sx, sy] = [found.width / rect.width, found.height / rect.height];
  const scale = Math.min(sx, MAX_SIDE / Math.max(photo.width, photo.height));
  const width = Math.max(1, Math.round(photo.width * scale));
  const height = Math.max(1, Math.round(photo.height * scale));
  const part = { x: -rect.x * sx, y: -rect.y * sy, width: photo.width * sx, height: photo.height * sy };
  const whole = resample(found, part, { width, height });
  const isOutside = (at: number, length: number, of: number, start: number, extent: number) =>
    ((at + 0.5) * of) / length < start || ((at + 0.5) * of) / length >= start + extent;
  for (let i = 0; i < whole.alpha.length; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const isBeside = isOutside(x, width, photo.width, box.x, box.width);
    if (isBeside || isOutside(y, height, photo.height, box.y, box.height)) whole.alpha[i] = 0;
  }
  return whole;
}

/** Salient-segmentation: one graph, a picture in, one plane out. A box is looked at alone, with some room around it. */
export function salient({ input, names, post }: OnnxModel): Adapter {
  const look = async (
    photo: Pixels,
    rect: Rect | undefined,
    files: Parameters<Adapter>[2]
  ): Promise<Coarse> => {
    const { feed, frame, content } = prepare(photo, input, rect);
    const session = await files.session('model');
    requirePorts(session, { inputs: [names.in], outputs: [names.out] });
    const { [names.out]: output } = await session.run({ [names.in]: feed }, [names.out]);
    return toAlpha(contentOf(planeOf(output!, names.out), frame, content), post);
  };
  return async (photo, ask, files) => {
    takeOnly(ask, ['box'], false);
    const { box } = ask.prompt;
    if (!box) return look(photo, undefined, files);
    const rect = within(grownBy(box, MARGIN), photo);
    return placed(await look(photo, rect, files), rect, box, photo);
  };
}
