import type { Matte, Pixels } from '../../../../src/lib/domain/pixels.ts';
import { noise, picture, matteOf } from './pictures.ts';

/** Side of the photo, px. */
export const SIDE = 320;

const clamped = (value: number) => Math.min(1, Math.max(0, value));

/** How much of a pixel a jug with a handle covers, 0–1: straight sides, a round foot. */
function jug(x: number, y: number): number {
  const foot = 250 + 14 * Math.sqrt(Math.max(0, 1 - ((x - 150) / 60) ** 2));
  const body = Math.min(x - 90, 210 - x, y - 70, foot - y);
  const ring = Math.abs(Math.hypot((x - 210) / 0.75, y - 150) - 48);
  const handle = x > 205 ? 8 - ring : -9;
  return clamped(Math.max(body, handle) + 0.5);
}

/** A glazed jug, lit from the left, with a dark band and a fine pattern. */
function glaze(x: number, y: number): readonly [number, number, number] {
  const round = clamped(1 - Math.abs((x - 135) / 100) ** 1.5);
  const light = 0.35 + 0.65 * round + (Math.abs(x - 118) < 6 && y > 90 && y < 220 ? 0.35 : 0);
  const isBand = y > 180 && y < 205;
  const isPattern = !isBand && y > 100 && y < 170 && (Math.floor(x / 6) + Math.floor(y / 6)) % 3 === 0;
  const own = isBand ? [40, 50, 90] : isPattern ? [200, 120, 70] : [220, 190, 150];
  return [own[0]! * light, own[1]! * light, own[2]! * light];
}

/** The jug on a grey table that is lighter on the left; its shadow falls to the right. */
export function photo(): Pixels {
  const grain = noise(7);
  return picture(SIDE, SIDE, (x, y) => {
    const cover = jug(x + 0.5, y + 0.5);
    const shade = 1 - 0.45 * Math.exp(-(((x - 215) / 55) ** 2) - ((y - 258) / 12) ** 2);
    const table = (232 - 0.08 * x) * shade;
    const own = glaze(x, y);
    const speck = (grain() % 7) - 3;
    const channel = (c: 0 | 1 | 2) => own[c] * cover + table * (1 - cover) + speck;
    return [channel(0), channel(1), channel(2), 255];
  });
}

export const matte = (): Matte => matteOf(SIDE, SIDE, (x, y) => Math.round(255 * jug(x + 0.5, y + 0.5)));

/** For behind it: a chequered cloth. */
export const cloth = (): Pixels =>
  picture(120, 80, (x, y) =>
    (Math.floor(x / 20) + Math.floor(y / 20)) % 2 ? [90, 130, 120, 255] : [235, 225, 200, 255]
  );
