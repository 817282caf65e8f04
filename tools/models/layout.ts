import type { Weight } from './tfjs.ts';

/** Values in the order of `axes`, as numpy's transpose. */
export function transposed<T extends Weight['data']>(
  data: T,
  shape: readonly number[],
  axes: readonly number[]
): T {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
  const out = data.slice() as T;
  const walk = (depth: number, from: number, to: number): number => {
    if (depth === axes.length) {
      out[to] = data[from]!;
      return to + 1;
    }
    const axis = axes[depth]!;
    let next = to;
    for (let i = 0; i < shape[axis]!; i++) next = walk(depth + 1, from + i * strides[axis]!, next);
    return next;
  };
  walk(0, 0, 0);
  return out;
}

/** Padding of TensorFlow's `SAME` along one side: the odd pixel comes after (tensorflow.org, "nn: padding"). */
export function padding(kind: string, size: number, kernel: number, stride: number, dilation: number) {
  const reach = (kernel - 1) * dilation + 1;
  if (kind === 'VALID') return { before: 0, after: 0, out: Math.ceil((size - reach + 1) / stride) };
  if (kind !== 'SAME') throw new Error(`padding ${kind} is not converted`);
  const out = Math.ceil(size / stride);
  const total = Math.max((out - 1) * stride + reach - size, 0);
  return { before: Math.floor(total / 2), after: Math.ceil(total / 2), out };
}
