import type { Pixels } from '../../../../src/lib/domain/pixels.ts';
import { picture } from './pictures.ts';

/** Side of the frame that they stand in, px. */
export const SIDE = 300;
export const COLOUR = [120, 70, 50] as const;

type Shape = (x: number, y: number) => boolean;

const within = (value: number, from: number, to: number) => value >= from && value < to;
const ellipse = (x: number, y: number, cx: number, cy: number, a: number, b: number) =>
  ((x - cx) / a) ** 2 + ((y - cy) / b) ** 2 <= 1;
const turned = (x: number, y: number, angle: number, shape: Shape) => {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [across, down] = [x - 150, y - 150];
  return shape(150 + cos * across + sin * down, 150 - sin * across + cos * down);
};

const box: Shape = (x, y) => within(x, 90, 210) && within(y, 80, 230);
const leg = (x: number, y: number, at: number, foot: number) => within(x, at, at + 8) && within(y, 100, foot);

/** What products do at their feet. */
export const PRODUCTS: Readonly<Record<string, Shape>> = {
  box,
  'turned box': (x, y) =>
    within(x, 80, 220) && y > 90 && y < 235 - (x < 140 ? 0.5 * (140 - x) : 0.3 * (x - 140)),
  ball: (x, y) => Math.hypot(x - 150, y - 150) < 80,
  can: (x, y) =>
    Math.abs(x - 150) < 55 && y > 90 && y < 220 + 12 * Math.sqrt(Math.max(0, 1 - ((x - 150) / 55) ** 2)),
  bottle: (x, y) =>
    ellipse(x, y, 150, 222, 42, 9) ||
    (within(y, 60, 222) && Math.abs(x - 150) < (y < 110 ? 16 : y < 210 ? 48 : 48 - 0.5 * (y - 210))),
  bowl: (x, y) => (y > 140 && Math.hypot((x - 150) / 1.3, y - 140) < 80) || ellipse(x, y, 150, 218, 34, 6),
  shoe: (x, y) =>
    within(x, 50, 250) &&
    y > 200 - 60 * Math.exp(-(((x - 85) / 50) ** 2)) &&
    y < (x < 180 ? 230 : 230 - 26 * ((x - 180) / 70) ** 2),
  mug: (x, y) => {
    const ring = Math.hypot((x - 200) / 0.8, y - 140);
    return (
      (within(y, 80, 226) && Math.abs(x - 130) < (y < 190 ? 70 : 70 - 0.55 * (y - 190))) ||
      ellipse(x, y, 130, 226, 50, 9) ||
      (x > 195 && within(ring, 32, 44))
    );
  },
  table: (x, y) =>
    (within(x, 50, 250) && within(y, 90, 106)) ||
    leg(x, y, 60, 235) ||
    leg(x, y, 232, 235) ||
    leg(x, y, 95, 210) ||
    leg(x, y, 197, 210),
  'ring stand': (x, y) =>
    ellipse(x, y, 150, 220, 50, 11) ||
    (Math.abs(x - 150) < 5 && within(y, 100, 220)) ||
    within(Math.hypot(x - 150, y - 80), 24, 31),
  strap: (x, y) => within(y, 50, 235) && Math.abs(x - 150 - 15 * Math.sin(y / 24)) < 3.5,
  tilted: (x, y) => turned(x, y, 0.2, box)
};

const made = new Map<string, Pixels>();

/** A product in one colour, its edges covering their share of a pixel. */
export function productOf(name: string): Pixels {
  const placed = made.get(name) ?? paint(name);
  made.set(name, placed);
  return placed;
}

function paint(name: string): Pixels {
  const shape = PRODUCTS[name]!;
  const steps = [0.125, 0.375, 0.625, 0.875];
  return picture(SIDE, SIDE, (x, y) => {
    const hits = steps.flatMap((down) => steps.filter((across) => shape(x + across, y + down))).length;
    return [...COLOUR, Math.round((hits * 255) / 16)];
  });
}
