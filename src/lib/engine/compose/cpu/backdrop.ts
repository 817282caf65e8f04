import { linearFromSrgb, LINEAR_OF_BYTE } from '../../../domain/color/srgb.ts';
import type {
  GradientBackdrop,
  PictureBackdrop,
  Rgb,
  SetBackdrop
} from '../../../domain/document/edits/backdrop.ts';
import type { Pixels, Rect, Size } from '../../../domain/pixels.ts';
import type { BackdropPass } from '../../../domain/render/pass.ts';
import {
  dithered,
  ditherThreshold,
  gradientColour,
  gradientLine,
  pictureRect,
  pictureSigma,
  radialAt,
  setGeometry,
  setLight
} from '../formulas/backdrop.ts';
import { compose } from './compose.ts';
import { blurred, planeOf } from './gaussian.ts';
import { encoded } from './light.ts';
import { place } from './place.ts';

const WHITE: Rgb = [255, 255, 255];

function solid({ width, height }: Size, [r, g, b]: Rgb): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  data.set([r, g, b, 255]);
  new Uint32Array(data.buffer).fill(new Uint32Array(data.buffer, 0, 1)[0]!);
  return { data, width, height };
}

const STEPS = 4096;

/** Encoded colours along a gradient, `STEPS` of them and one. */
function ramp(backdrop: GradientBackdrop): Float32Array {
  const colours = Array.from({ length: STEPS + 1 }, (_, i) => gradientColour(i / STEPS, backdrop));
  return Float32Array.from(colours.flatMap((colour) => colour.map(encoded)));
}

function gradient(frame: Size, backdrop: GradientBackdrop): Pixels {
  const { width, height } = frame;
  const data = new Uint8ClampedArray(width * height * 4);
  const colours = ramp(backdrop);
  const { perX, perY, start } = gradientLine(backdrop, frame);
  const isLinear = backdrop.shape === 'linear';
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const along = isLinear
        ? perX * (x + 0.5) + perY * (y + 0.5) + start
        : radialAt(x + 0.5, y + 0.5, frame);
      const step = Math.round(Math.min(1, Math.max(0, along)) * STEPS) * 3;
      const threshold = ditherThreshold(x, y);
      for (let c = 0; c < 3; c++) data[at + c] = dithered(colours[step + c]!, threshold);
      data[at + 3] = 255;
    }
  }
  return { data, width, height };
}

function studioSet(frame: Size, backdrop: SetBackdrop, product: Rect): Pixels {
  const { width, height } = frame;
  const data = new Uint8ClampedArray(width * height * 4);
  const geometry = setGeometry(backdrop, product, frame);
  const [r, g, b] = backdrop.color.map((byte) => linearFromSrgb(byte / 255)) as [number, number, number];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const light = setLight(geometry, x + 0.5, y + 0.5);
      const threshold = ditherThreshold(x, y);
      data[at] = dithered(encoded(r * light), threshold);
      data[at + 1] = dithered(encoded(g * light), threshold);
      data[at + 2] = dithered(encoded(b * light), threshold);
      data[at + 3] = 255;
    }
  }
  return { data, width, height };
}

/** A picture scaled to `rect`, which may reach beyond the frame. */
function fitted(picture: Pixels, { x, y, width }: Rect, frame: Size): Pixels {
  const { width: sourceWidth, height: sourceHeight } = picture;
  const scale = width / sourceWidth;
  const cutout = { pixels: picture, rect: { x: 0, y: 0, width: sourceWidth, height: sourceHeight } };
  return place(cutout, { frame, matrix: [scale, 0, x, 0, scale, y, 0, 0, 1], clip: null });
}

/** Repeats a tile of whole px in both directions. */
function tiled(picture: Pixels, rect: Rect, { width, height }: Size): Pixels {
  const size = { width: Math.max(1, Math.floor(rect.width)), height: Math.max(1, Math.floor(rect.height)) };
  const tile = fitted(picture, { ...rect, x: 0, y: 0 }, size);
  const data = new Uint8ClampedArray(width * height * 4);
  const [from, to] = [new Uint32Array(tile.data.buffer), new Uint32Array(data.buffer)];
  const [left, top] = [Math.round(rect.x), Math.round(rect.y)];
  const within = (at: number, length: number) => ((at % length) + length) % length;
  for (let y = 0, p = 0; y < height; y++) {
    const row = within(y - top, size.height) * size.width;
    for (let x = 0; x < width; x++, p++) to[p] = from[row + within(x - left, size.width)]!;
  }
  return { data, width, height };
}

/** Blurred in linear light; the frame's own edge does not darken. */
function softened({ data, width, height }: Pixels, sigma: number): Pixels {
  const weight = blurred(
    { ...planeOf(width, height), data: new Float32Array(width * height).fill(1) },
    sigma
  ).data;
  const out = new Uint8ClampedArray(data.length).fill(255);
  for (let c = 0; c < 3; c++) {
    const plane = planeOf(width, height);
    for (let p = 0; p < plane.data.length; p++) plane.data[p] = LINEAR_OF_BYTE[data[p * 4 + c]!]!;
    const soft = blurred(plane, sigma).data;
    for (let p = 0; p < soft.length; p++) {
      const threshold = ditherThreshold(p % width, Math.floor(p / width));
      out[p * 4 + c] = dithered(encoded(soft[p]! / weight[p]!), threshold);
    }
  }
  return { data: out, width, height };
}

function pictureBehind(frame: Size, backdrop: PictureBackdrop, picture: Pixels): Pixels {
  const rect = pictureRect(backdrop, picture, frame);
  const shown = backdrop.fit === 'tile' ? tiled(picture, rect, frame) : fitted(picture, rect, frame);
  const onWhite = compose(shown, { backdrop: solid(frame, WHITE), shade: null, mirror: null });
  const sigma = pictureSigma(backdrop, frame);
  return sigma > 0 ? softened(onWhite, sigma) : onWhite;
}

/** What stands behind the product; opaque. @param picture of a picture backdrop */
export function backdropPixels({ frame, backdrop, product }: BackdropPass, picture: Pixels | null): Pixels {
  switch (backdrop.kind) {
    case 'color':
      return solid(frame, backdrop.color);
    case 'gradient':
      return gradient(frame, backdrop);
    case 'picture':
      return picture ? pictureBehind(frame, backdrop, picture) : solid(frame, WHITE);
    case 'set':
      return studioSet(frame, backdrop, product ?? { x: 0, y: 0, ...frame });
  }
}
