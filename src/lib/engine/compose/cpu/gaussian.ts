/** One value a pixel, row by row. */
export interface Plane {
  readonly data: Float32Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

export const planeOf = (width: number, height: number): Plane => ({
  data: new Float32Array(width * height),
  width,
  height
});

/** Least standard deviation of a blur on a reduced copy, its own px. */
const REDUCED_SIGMA = 4;
/** Variance, in px², that taking means of f px and going back in straight lines adds: f² / 12 + f² / 6. */
const ADDED = 1 / 4;

/** How a blur along one axis is done: on cells of `cell` px, with a kernel of `sigma` cells. */
interface AxisBlur {
  readonly cell: number;
  readonly sigma: number;
}

export function axisBlur(sigma: number): AxisBlur {
  const cell = 2 ** Math.max(0, Math.floor(Math.log2(sigma / REDUCED_SIGMA)));
  return { cell, sigma: cell === 1 ? sigma : Math.sqrt((sigma / cell) ** 2 - ADDED) };
}

function kernelOf(sigma: number): Float64Array {
  if (sigma < 0.05) return Float64Array.of(1);
  const radius = Math.ceil(3.5 * sigma);
  const kernel = Float64Array.from({ length: 2 * radius + 1 }, (_, k) =>
    Math.exp(-((k - radius) ** 2) / (2 * sigma * sigma))
  );
  const sum = kernel.reduce((all, weight) => all + weight, 0);
  return kernel.map((weight) => weight / sum);
}

/** Along rows. Beyond the plane there is 0. */
function blurRows({ data, width, height }: Plane, kernel: Float64Array): Plane {
  const into = planeOf(width, height);
  const radius = kernel.length >> 1;
  const line = new Float64Array(width + 2 * radius);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    line.set(data.subarray(row, row + width), radius);
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let k = 0; k < kernel.length; k++) sum += kernel[k]! * line[x + k]!;
      into.data[row + x] = sum;
    }
  }
  return into;
}

/** Along columns, a row at a time so that memory is read in order. */
function blurColumns({ data, width, height }: Plane, kernel: Float64Array): Plane {
  const into = planeOf(width, height);
  const radius = kernel.length >> 1;
  for (let y = 0; y < height; y++) {
    const row = into.data.subarray(y * width, (y + 1) * width);
    for (let from = Math.max(0, y - radius); from <= Math.min(height - 1, y + radius); from++) {
      const weight = kernel[from - y + radius]!;
      for (let x = 0, at = from * width; x < width; x++, at++) row[x]! += weight * data[at]!;
    }
  }
  return into;
}

/** Means of cells, with a ring of one cell around the plane in which there is nothing. */
function reduced({ data, width, height }: Plane, across: number, down: number): Plane {
  const cells = planeOf(Math.ceil(width / across) + 2, Math.ceil(height / down) + 2);
  const share = 1 / (across * down);
  for (let y = 0, at = 0; y < height; y++) {
    const row = (Math.floor(y / down) + 1) * cells.width + 1;
    for (let cell = row, left = 0; left < width; cell++, left += across) {
      const end = at + Math.min(across, width - left);
      for (; at < end; at++) cells.data[cell]! += share * data[at]!;
    }
  }
  return cells;
}

/** Back to the size before `reduced`, in straight lines between the middles of cells. */
function enlarged(cells: Plane, across: number, down: number, width: number, height: number): Plane {
  const into = planeOf(width, height);
  const line = new Float32Array(cells.width);
  const columns = Float64Array.from({ length: width }, (_, x) => (x + 0.5) / across + 0.5);
  const lefts = Uint32Array.from(columns, Math.floor);
  const shares = columns.map((column, x) => column - lefts[x]!);
  for (let y = 0, at = 0; y < height; y++) {
    const row = (y + 0.5) / down + 0.5;
    const above = Math.floor(row) * cells.width;
    const share = row - Math.floor(row);
    for (let x = 0; x < cells.width; x++) {
      line[x] = cells.data[above + x]! * (1 - share) + cells.data[above + cells.width + x]! * share;
    }
    for (let x = 0; x < width; x++, at++) {
      const left = lefts[x]!;
      into.data[at] = line[left]! + shares[x]! * (line[left + 1]! - line[left]!);
    }
  }
  return into;
}

/**
 * A plane blurred by a Gaussian; beyond it there is 0. A wide blur is done on means of cells: what that adds to the
 * variance is taken from the kernel's.
 *
 * @param across standard deviation along rows, px
 * @param down the same along columns
 */
export function blurred(plane: Plane, across: number, down = across): Plane {
  const [x, y] = [axisBlur(across), axisBlur(down)];
  const isReduced = x.cell > 1 || y.cell > 1;
  const cells = isReduced ? reduced(plane, x.cell, y.cell) : plane;
  const blurredCells = blurColumns(blurRows(cells, kernelOf(x.sigma)), kernelOf(y.sigma));
  return isReduced ? enlarged(blurredCells, x.cell, y.cell, plane.width, plane.height) : blurredCells;
}

/** How far a blur is seen beyond what it blurs, px; and the side of the cells that it counts in. */
export function blurReach(sigma: number): { readonly reach: number; readonly cell: number } {
  const { cell, sigma: inCells } = axisBlur(sigma);
  return { reach: (Math.ceil(3.5 * inCells) + 2) * cell, cell };
}
