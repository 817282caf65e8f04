import type { Size } from '../../../domain/pixels.ts';

/** Side of a cell, px. */
const CELL = 8;

/** How steep edges are around a place: weighted means over cells, which are those of the photo. */
export class Steepness {
  private readonly columns: number;
  private readonly rows: number;
  private readonly sums: Float32Array;
  private readonly weights: Float32Array;
  /** Of the part within its first cell, px. */
  private readonly dx: number;
  private readonly dy: number;

  /** @param origin of the part in the photo, px */
  constructor({ width, height }: Size, origin: { readonly x: number; readonly y: number }) {
    [this.dx, this.dy] = [origin.x % CELL, origin.y % CELL];
    this.columns = Math.ceil((width + this.dx) / CELL);
    this.rows = Math.ceil((height + this.dy) / CELL);
    this.sums = new Float32Array(this.columns * this.rows);
    this.weights = new Float32Array(this.columns * this.rows);
  }

  /** @param x, y of the part, px */
  add(x: number, y: number, slope: number, weight: number): void {
    const cell = Math.floor((y + this.dy) / CELL) * this.columns + Math.floor((x + this.dx) / CELL);
    this.sums[cell]! += slope * weight;
    this.weights[cell]! += weight;
  }

  /** Mean slope around a place where something was added. */
  at(x: number, y: number): number {
    const [u, v] = [(x + this.dx) / CELL, (y + this.dy) / CELL];
    let sum = 0;
    let weight = 0;
    for (let row = Math.max(0, Math.floor(v) - 1); row <= Math.min(this.rows - 1, v + 1); row++) {
      const down = Math.max(0, 1.5 - Math.abs(v - row - 0.5));
      for (
        let column = Math.max(0, Math.floor(u) - 1);
        column <= Math.min(this.columns - 1, u + 1);
        column++
      ) {
        const share = down * Math.max(0, 1.5 - Math.abs(u - column - 0.5));
        sum += share * this.sums[row * this.columns + column]!;
        weight += share * this.weights[row * this.columns + column]!;
      }
    }
    return sum / weight;
  }
}
