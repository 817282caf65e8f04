import { LINEAR_OF_BYTE, linearFromSrgb } from './srgb.ts';

/** CIE 1976 L*a*b* under D65. */
export type Lab = readonly [L: number, a: number, b: number];

/** D65 white of sRGB (IEC 61966-2-1), so that 255, 255, 255 is L* 100. */
const WHITE = [0.95045593, 1, 1.08905775] as const;
const DELTA = 6 / 29;

const f = (t: number): number => (t > DELTA ** 3 ? Math.cbrt(t) : t / (3 * DELTA * DELTA) + 4 / 29);

const linear = (value: number): number =>
  Number.isInteger(value) ? LINEAR_OF_BYTE[value]! : linearFromSrgb(value / 255);

/** L*a*b* of an sRGB colour, 0–255 a channel, also between two bytes (CIE 15:2018, 8.2.1; IEC 61966-2-1). */
export function labOfRgb(red: number, green: number, blue: number): Lab {
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const x = f((0.4123908 * r + 0.35758434 * g + 0.18048079 * b) / WHITE[0]);
  const y = f(0.21263901 * r + 0.71516868 * g + 0.07219232 * b);
  const z = f((0.01933082 * r + 0.11919478 * g + 0.95053215 * b) / WHITE[2]);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const DEGREES = Math.PI / 180;
const POWER_7 = 25 ** 7;

/** Hue in degrees, 0–360; 0 for a grey. */
const hue = (a: number, b: number): number => {
  const angle = Math.atan2(b, a) / DEGREES;
  return angle < 0 ? angle + 360 : angle;
};

/**
 * CIEDE2000 colour difference with all factors 1 (Luo, Cui, Rigg 2001; steps and test data of Sharma, Wu, Dalal: "The
 * CIEDE2000 color-difference formula: implementation notes", 2005). About 1 is just noticeable.
 */
export function deltaE00OfLab([l1, a1, b1]: Lab, [l2, a2, b2]: Lab): number {
  const meanC7 = ((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2) ** 7;
  const stretch = 1.5 - 0.5 * Math.sqrt(meanC7 / (meanC7 + POWER_7));
  const [c1, c2] = [Math.hypot(a1 * stretch, b1), Math.hypot(a2 * stretch, b2)];
  const [h1, h2] = [hue(a1 * stretch, b1), hue(a2 * stretch, b2)];
  const isGrey = c1 * c2 === 0;
  const turn = isGrey ? 0 : shortest(h2 - h1);
  const dH = 2 * Math.sqrt(c1 * c2) * Math.sin((turn / 2) * DEGREES);
  const meanH = isGrey ? h1 + h2 : meanHue(h1, h2);
  const [meanL, meanC] = [(l1 + l2) / 2, (c1 + c2) / 2];
  const sL = 1 + (0.015 * (meanL - 50) ** 2) / Math.sqrt(20 + (meanL - 50) ** 2);
  const sC = 1 + 0.045 * meanC;
  const sH = 1 + 0.015 * meanC * hueWeight(meanH);
  const lightness = (l2 - l1) / sL;
  const chroma = (c2 - c1) / sC;
  return Math.sqrt(
    lightness ** 2 + chroma ** 2 + (dH / sH) ** 2 + rotation(meanC, meanH) * chroma * (dH / sH)
  );
}

const shortest = (turn: number): number => (turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn);

function meanHue(h1: number, h2: number): number {
  if (Math.abs(h1 - h2) <= 180) return (h1 + h2) / 2;
  return h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2;
}

const hueWeight = (h: number): number =>
  1 -
  0.17 * Math.cos((h - 30) * DEGREES) +
  0.24 * Math.cos(2 * h * DEGREES) +
  0.32 * Math.cos((3 * h + 6) * DEGREES) -
  0.2 * Math.cos((4 * h - 63) * DEGREES);

function rotation(c: number, h: number): number {
  const c7 = c ** 7;
  const angle = 60 * Math.exp(-(((h - 275) / 25) ** 2));
  return -2 * Math.sqrt(c7 / (c7 + POWER_7)) * Math.sin(angle * DEGREES);
}
