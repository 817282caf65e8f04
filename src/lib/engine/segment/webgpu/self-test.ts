import { floatsOf, type Runtime } from '../runtime.ts';

/** Input and output of the probe (tools/models/probe.ts): [1, 3, side, side] → [1, 1, side, side]. */
const PROBE_SIDE = 64;

/** 16-bit numbers are good to 1 part in 2,048, and a dozen layers add up; a wrong shader is off by far more. */
const MAX_DIFFERENCE = 0.03;
const MEAN_DIFFERENCE = 0.005;

/** Waves of several lengths, in −½…½. */
const probeInput = (): Float32Array =>
  Float32Array.from(
    { length: 3 * PROBE_SIDE ** 2 },
    (_, i) => (Math.sin(i / 3) + Math.sin(i / 61) + Math.sin(i / 977)) / 6
  );

/** What `runtime` makes of the probe. The session is closed again. */
export async function probe(
  runtime: Runtime,
  bytes: () => Promise<Uint8Array<ArrayBuffer>>
): Promise<Float32Array> {
  const key = 'webgpu probe';
  const session = await runtime.session(key, bytes, { memoryBytes: 2 ** 20 });
  try {
    const feed = { type: 'float32', data: probeInput(), dims: [1, 3, PROBE_SIDE, PROBE_SIDE] } as const;
    return floatsOf((await session.run({ input: feed }, ['output'])).output);
  } finally {
    await runtime.close(key);
  }
}

/** Whether two answers are the same but for the rounding of 16-bit numbers. Values in 0–1. */
export function isSame(one: Float32Array, other: Float32Array): boolean {
  if (one.length !== other.length) return false;
  let sum = 0;
  for (let i = 0; i < one.length; i++) {
    const difference = Math.abs(one[i]! - other[i]!);
    // Written so that NaN is different.
    if (!(difference <= MAX_DIFFERENCE)) return false;
    sum += difference;
  }
  return sum <= MEAN_DIFFERENCE * one.length;
}

/**
 * Whether α can be what a network found. A lost device may leave zeros, a broken one NaN, or one value everywhere;
 * a photo without a product gives that too, so whoever is told `false` asks again elsewhere.
 */
export function isPlausible(alpha: Float32Array): boolean {
  let [least, most] = [Infinity, -Infinity];
  for (const value of alpha) {
    if (!(value >= -0.01 && value <= 1.01)) return false;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return most - least > 0.01;
}
