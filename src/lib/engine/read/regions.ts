import type { Point, Size } from '../../domain/pixels.ts';
import type { FoundText } from './api.ts';

/*
 * Differentiable binarisation's last step (Liao et al. 2020, "Real-time Scene Text Detection with Differentiable
 * Binarization", section 3.4), with rectangles in place of polygons.
 */

/** Probability from which a pixel is of a word's core, as PP-OCR sets it. */
const CORE_FROM = 0.3;
/** Mean probability below which a core is told of nobody. */
const LEAST_SCORE = 0.5;
/** Cores are shrunk words: how much they grow, as a share of area ÷ circumference. */
const GROWTH = 1.5;
/** Shortest side of a core, px of the map. */
const LEAST_SIDE = 3;
/** Most words that are told of a picture. */
const MOST = 200;

/** Of pixels that hang together: their places in the map. */
interface Core {
  readonly cells: Int32Array;
  /** Mean probability. */
  readonly score: number;
}

interface Box {
  readonly centre: Point;
  /** Direction of its length, radians. */
  readonly angle: number;
  readonly length: number;
  readonly width: number;
}

/** Pixels above the threshold that touch, corners too. */
function coresOf(map: Float32Array, { width, height }: Size): Core[] {
  const isTaken = new Uint8Array(map.length);
  const stack = new Int32Array(map.length);
  const cores: Core[] = [];
  for (let start = 0; start < map.length; start++) {
    if (isTaken[start] || map[start]! < CORE_FROM) continue;
    let [found, sum] = [1, 0];
    stack[0] = start;
    isTaken[start] = 1;
    // The stack is never popped: what has been looked at is the core.
    for (let next = 0; next < found; next++) {
      const cell = stack[next]!;
      sum += map[cell]!;
      const [x, y] = [cell % width, Math.floor(cell / width)];
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          const near = v * width + u;
          if (isTaken[near] || map[near]! < CORE_FROM) continue;
          isTaken[near] = 1;
          stack[found++] = near;
        }
      }
    }
    cores.push({ cells: stack.slice(0, found), score: sum / found });
  }
  return cores;
}

/** Direction in which a core is longest: that of the larger eigenvector of its pixels' covariance. */
function directionOf(cells: Int32Array, width: number): number {
  let [sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0];
  for (const cell of cells) {
    const [x, y] = [cell % width, Math.floor(cell / width)];
    sx += x;
    sy += y;
    sxx += x * x;
    syy += y * y;
    sxy += x * y;
  }
  const n = cells.length;
  const [mx, my] = [sx / n, sy / n];
  return 0.5 * Math.atan2(2 * (sxy / n - mx * my), sxx / n - mx * mx - (syy / n - my * my));
}

/** The box around a core that lies in direction `angle`. */
function boxAt(cells: Int32Array, width: number, angle: number): Box {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  let [minA, maxA, minB, maxB] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const cell of cells) {
    const [x, y] = [(cell % width) + 0.5, Math.floor(cell / width) + 0.5];
    const [along, across] = [x * cos + y * sin, y * cos - x * sin];
    minA = Math.min(minA, along);
    maxA = Math.max(maxA, along);
    minB = Math.min(minB, across);
    maxB = Math.max(maxB, across);
  }
  const [a, b] = [(minA + maxA) / 2, (minB + maxB) / 2];
  return {
    centre: { x: a * cos - b * sin, y: a * sin + b * cos },
    angle,
    length: maxA - minA + 1,
    width: maxB - minB + 1
  };
}

/** Upright where that is as tight: a round core has no direction of its own. */
function boxOf(cells: Int32Array, width: number): Box {
  const upright = boxAt(cells, width, 0);
  const turned = boxAt(cells, width, directionOf(cells, width));
  return turned.length * turned.width < 0.9 * upright.length * upright.width ? turned : upright;
}

function grown(box: Box): Box {
  const by = (GROWTH * box.length * box.width) / (box.length + box.width);
  return { ...box, length: box.length + by, width: box.width + by };
}

/** Clockwise from its top left, where it lies upright. */
function cornersOf({ centre, angle, length, width }: Box, scale: Point): FoundText['corners'] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const at = (along: number, across: number): Point => {
    const [a, b] = [(along * length) / 2, (across * width) / 2];
    return { x: (centre.x + a * cos - b * sin) * scale.x, y: (centre.y + a * sin + b * cos) * scale.y };
  };
  return [at(-1, -1), at(1, -1), at(1, 1), at(-1, 1)];
}

/**
 * Words and lines of them in PP-OCR's map, the most certain first.
 * @param map probability that a pixel is of a word's core, 0–1, row by row
 * @param size of the map, px
 * @param picture what lay stretched over it; corners are in its px, and may lie outside by what a word grows
 */
export function textsIn(map: Float32Array, size: Size, picture: Size): FoundText[] {
  const scale = { x: picture.width / size.width, y: picture.height / size.height };
  return coresOf(map, size)
    .filter(({ score }) => score >= LEAST_SCORE)
    .map(({ cells, score }) => ({ box: boxOf(cells, size.width), score }))
    .filter(({ box }) => Math.min(box.length, box.width) >= LEAST_SIDE)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ box, score }) => ({ corners: cornersOf(grown(box), scale), score }));
}
