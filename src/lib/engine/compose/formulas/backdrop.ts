import type {
  GradientBackdrop,
  PictureBackdrop,
  SetBackdrop
} from '../../../domain/document/edits/backdrop.ts';
import { linearFromSrgb } from '../../../domain/color/srgb.ts';
import type { Rect, Size } from '../../../domain/pixels.ts';

/*
 * Backdrops in closed form, per pixel. (x, y) is a pixel's centre, px of the frame. Colours are linear light; what changes
 * slowly (gradients, sets, blurred pictures) is written with `dithered`, so that 8 bits show no bands.
 */

/**
 * Threshold 0–1 of a pixel, from whole px: a fixed pattern that looks like fine noise (Jimenez 2014, "Next generation
 * post processing in Call of Duty: Advanced Warfare", interleaved gradient noise).
 */
export function ditherThreshold(column: number, row: number): number {
  const inner = 0.06711056 * column + 0.00583715 * row;
  const outer = 52.9829189 * (inner - Math.floor(inner));
  return outer - Math.floor(outer);
}

/** Keeps exact bytes exact, whichever the threshold is. */
const HAIR = 1 / 256;

/** Byte of an encoded value (sRGB, 0–1) for a threshold. */
export const dithered = (encoded: number, threshold: number): number =>
  Math.min(255, Math.max(0, Math.floor(255 * encoded + HAIR + (1 - 2 * HAIR) * threshold)));

/** How far along a linear gradient a point lies is `perX x + perY y + start`, limited to 0–1. */
export interface GradientLine {
  readonly perX: number;
  readonly perY: number;
  readonly start: number;
}

/** As in CSS: the line runs through the frame's middle at `angle`, and is as long as the frame is that way. */
export function gradientLine({ angle }: GradientBackdrop, { width, height }: Size): GradientLine {
  const [sin, cos] = [Math.sin((angle * Math.PI) / 180), Math.cos((angle * Math.PI) / 180)];
  const length = Math.abs(width * sin) + Math.abs(height * cos);
  const [perX, perY] = [sin / length, -cos / length];
  return { perX, perY, start: 0.5 - (perX * width + perY * height) / 2 };
}

/** How far along a radial gradient a point lies: 0 in the middle, 1 in the corners. */
export const radialAt = (x: number, y: number, { width, height }: Size): number =>
  Math.hypot(x - width / 2, y - height / 2) / Math.hypot(width / 2, height / 2);

/** Linear colour at `along` (0–1). */
export function gradientColour(
  along: number,
  { stops }: GradientBackdrop
): readonly [number, number, number] {
  const next = stops.findIndex(({ at }) => at > along);
  const to = stops.at(next)!;
  const from = stops[Math.max(0, next - 1)]!;
  const share = next > 0 ? (along - from.at) / (to.at - from.at) : 1;
  const channel = (c: 0 | 1 | 2) =>
    mix(linearFromSrgb(from.color[c] / 255), linearFromSrgb(to.color[c] / 255), share);
  return [channel(0), channel(1), channel(2)];
}

/** Where the picture (one tile of it) lies in the frame, px. What it leaves is white. */
export function pictureRect({ fit, focus }: PictureBackdrop, picture: Size, frame: Size): Rect {
  const [across, down] = [frame.width / picture.width, frame.height / picture.height];
  const scale = fit === 'cover' ? Math.max(across, down) : Math.min(across, down) / (fit === 'tile' ? 2 : 1);
  const [width, height] = [picture.width * scale, picture.height * scale];
  return { x: (frame.width - width) * focus.x, y: (frame.height - height) * focus.y, width, height };
}

/** Standard deviation of a picture's blur, px. */
export const pictureSigma = ({ blur }: PictureBackdrop, { width, height }: Size): number =>
  (blur * Math.max(width, height)) / 20;

/** A round podium, px of the frame. */
interface Podium {
  /** Middle of its top. */
  readonly x: number;
  readonly y: number;
  /** Half axes of the top's ellipse. */
  readonly across: number;
  readonly down: number;
  readonly height: number;
}

/** All that a set's light depends on besides the pixel; numbers only. */
export interface SetGeometry {
  readonly kind: SetBackdrop['set'];
  readonly width: number;
  readonly height: number;
  /** px from the top. */
  readonly horizon: number;
  readonly softness: number;
  /** Towards the light: right, up, to the camera; of length 1. */
  readonly light: readonly [number, number, number];
  /** Light on the brightest of floor and wall: the whole is divided by it, so that the colour is never exceeded. */
  readonly brightest: number;
  readonly podium: Podium;
}

const TOP_SQUASH = 0.2;

/** The podium's top is a little wider than the product, whose lowest point stands in its nearer half. */
function podiumUnder(product: Rect, frame: Size): Podium {
  const across = Math.min(0.46 * frame.width, Math.max(0.16 * frame.width, 0.7 * product.width));
  const base = product.y + product.height;
  const room = Math.max(0.03 * frame.height, 0.985 * frame.height - base);
  const down = Math.min(TOP_SQUASH * across, room);
  return { x: product.x + product.width / 2, y: base - 0.3 * down, across, down, height: 0.5 * across };
}

export function setGeometry(
  { set, horizon, light, softness }: SetBackdrop,
  product: Rect,
  frame: Size
): SetGeometry {
  const [azimuth, elevation] = [(light.azimuth * Math.PI) / 180, (light.elevation * Math.PI) / 180];
  const towards = [
    Math.sin(azimuth) * Math.cos(elevation),
    Math.sin(elevation),
    Math.cos(azimuth) * Math.cos(elevation)
  ] as const;
  const lit = (facing: number) => lambert(facing, softness);
  return {
    kind: set,
    width: frame.width,
    height: frame.height,
    horizon: horizon * frame.height,
    softness,
    light: towards,
    brightest: Math.max(lit(towards[1]), lit(towards[2])),
    podium: podiumUnder(product, frame)
  };
}

/** Light on a surface whose normal has cosine `facing` to the light: the softer the light, the farther it reaches around. */
function lambert(facing: number, softness: number): number {
  const around = 0.25 + 0.75 * softness;
  const ambient = 0.4 + 0.45 * softness;
  return ambient + (1 - ambient) * Math.max(0, (facing + around) / (1 + around));
}

const mix = (from: number, to: number, share: number): number => from + (to - from) * share;

function step(from: number, to: number, x: number): number {
  const t = Math.min(1, Math.max(0, (x - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

/** The light's pool: it lies towards the light, and dims with the square of the distance from it. */
function pool({ width, height, light, softness }: SetGeometry, x: number, y: number): number {
  const right = (x - width * (0.5 + 0.34 * light[0])) / width;
  const down = (y - height * (0.52 - 0.2 * light[1])) / height;
  return 1 / (1 + mix(1.1, 0.3, softness) * (right * right + 0.8 * down * down));
}

/** How light falls on a surface between lying (0) and standing (1), with the pool. */
function surface(geometry: SetGeometry, x: number, y: number, standing: number): number {
  const angle = (standing * Math.PI) / 2;
  const facing = geometry.light[1] * Math.cos(angle) + geometry.light[2] * Math.sin(angle);
  return (lambert(facing, geometry.softness) / geometry.brightest) * pool(geometry, x, y);
}

/** Half the height of the sweep's curve, as a share of the frame's. */
const SWEEP = 0.17;

function sweepLight(geometry: SetGeometry, x: number, y: number): number {
  const rise = (geometry.horizon - y) / (SWEEP * geometry.height);
  const standing = step(-1, 1, rise);
  const hollow = 1 - 0.07 * Math.exp(-2.5 * rise * rise);
  return surface(geometry, x, y, standing) * hollow;
}

/** Lengths as shares of the frame's height. */
const EDGE = 0.003;
const EDGE_GLOSS = 0.006;
const BEHIND_TABLE = 0.1;
/** Light that reaches the wall, which stands farther away. */
const WALL = 0.74;

function tableLight(geometry: SetGeometry, x: number, y: number): number {
  const { height, horizon } = geometry;
  const below = (y - horizon) / height;
  const share = step(-EDGE, EDGE, below);
  const behind = 1 - 0.22 * Math.exp(-Math.max(0, -below) / BEHIND_TABLE);
  const wall = WALL * surface(geometry, x, y, 1) * behind;
  const nearer = 1 - 0.1 * Math.exp(-Math.max(0, below) / 0.25);
  const gloss = 1 + 0.07 * Math.exp(-Math.max(0, below) / EDGE_GLOSS);
  const table = Math.min(1, surface(geometry, x, y, 0) * nearer * gloss);
  return mix(wall, table, share);
}

/** How much of a pixel an ellipse covers: its implicit function by its slope is the distance from its line, px. */
function ellipseCover(right: number, down: number, across: number, high: number): number {
  const inside = (right / across) ** 2 + (down / high) ** 2;
  const slope = 2 * Math.hypot(right / across ** 2, down / high ** 2);
  return Math.min(1, Math.max(0, 0.5 - (inside - 1) / Math.max(slope, 1e-9)));
}

/** The podium's side: a standing cylinder, dimmer towards the floor. */
function sideLight({ light, softness, brightest, podium }: SetGeometry, right: number, y: number): number {
  const across = Math.min(1, Math.max(-1, right / podium.across));
  const ahead = Math.sqrt(1 - across * across);
  const facing = light[0] * across + light[2] * ahead;
  const foot = podium.y + podium.height + podium.down * ahead;
  const above = Math.max(0, foot - y) / podium.height;
  return 0.84 * (lambert(facing, softness) / brightest) * (1 - 0.3 * Math.exp(-3 * above));
}

/** What the podium leaves of the light on the floor around its foot. */
function podiumShade({ light, softness, podium }: SetGeometry, x: number, y: number): number {
  const right = (x - podium.x + 0.55 * light[0] * podium.height) / (1.1 * podium.across);
  const down = (y - podium.y - podium.height) / (1.6 * podium.down);
  const far = Math.hypot(right, down);
  return 1 - mix(0.5, 0.28, softness) * (1 - step(mix(0.75, 0.4, softness), mix(1.25, 1.9, softness), far));
}

/** The podium stands out by more light than its surroundings have, and by a gloss along its edge. */
const BEHIND_PODIUM = 0.8;
const TOP = 0.97;
const RIM = 0.0025;
const RIM_GLOSS = 1.08;

function podiumLight(geometry: SetGeometry, x: number, y: number): number {
  const { podium, height } = geometry;
  const [right, down] = [x - podium.x, y - podium.y];
  const floor = BEHIND_PODIUM * sweepLight(geometry, x, y) * podiumShade(geometry, x, y);
  const isBeside = Math.abs(right) > podium.across + 1;
  if (isBeside || down < -podium.down - 1 || down > podium.height + podium.down + 1) return floor;
  const foot = ellipseCover(right, down - podium.height, podium.across, podium.down);
  const column = Math.min(1, Math.max(0, podium.across - Math.abs(right) + 0.5));
  const side = down < 0 ? 0 : down <= podium.height ? column : foot;
  const top = ellipseCover(right, down, podium.across, podium.down);
  const rim = ellipseCover(right, down, podium.across - RIM * height, podium.down - RIM * height);
  const face = TOP * surface(geometry, x, y, 0);
  const withSide = mix(floor, sideLight(geometry, right, y), side);
  return mix(mix(withSide, Math.min(1, face * RIM_GLOSS), top), face, rim);
}

/** The set's colour at a pixel is its colour (linear) × this, 0–1. */
export function setLight(geometry: SetGeometry, x: number, y: number): number {
  if (geometry.kind === 'sweep') return sweepLight(geometry, x, y);
  return geometry.kind === 'tabletop' ? tableLight(geometry, x, y) : podiumLight(geometry, x, y);
}
