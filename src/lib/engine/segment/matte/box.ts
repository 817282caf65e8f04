/** Running mean along rows; at the borders over what lies inside. */
function meanRows(from: Float32Array, to: Float32Array, width: number, radius: number): void {
  for (let start = 0; start < from.length; start += width) {
    let [sum, count] = [0, 0];
    for (let x = 0; x < Math.min(radius, width); x++, count++) sum += from[start + x]!;
    for (let x = 0; x < width; x++) {
      if (x + radius < width) {
        sum += from[start + x + radius]!;
        count++;
      }
      if (x - radius > 0) {
        sum -= from[start + x - radius - 1]!;
        count--;
      }
      to[start + x] = sum / count;
    }
  }
}

/** Running mean along columns, row by row so that memory is read in order. */
function meanColumns(from: Float32Array, to: Float32Array, width: number, radius: number): void {
  const height = from.length / width;
  const sums = new Float64Array(width);
  let count = 0;
  const add = (y: number, sign: 1 | -1) => {
    count += sign;
    for (let x = 0, at = y * width; x < width; x++, at++) sums[x]! += sign * from[at]!;
  };
  for (let y = 0; y < Math.min(radius, height); y++) add(y, 1);
  for (let y = 0; y < height; y++) {
    if (y + radius < height) add(y + radius, 1);
    if (y - radius > 0) add(y - radius - 1, -1);
    for (let x = 0, at = y * width; x < width; x++, at++) to[at] = sums[x]! / count;
  }
}

/** Mean over a (2 × radius + 1)² window, in time that does not depend on the radius. Writes to `to`, which may be `from`. */
export function boxMean(
  from: Float32Array,
  width: number,
  radius: number,
  to: Float32Array = new Float32Array(from.length)
): Float32Array {
  const rows = new Float32Array(from.length);
  meanRows(from, rows, width, radius);
  meanColumns(rows, to, width, radius);
  return to;
}
