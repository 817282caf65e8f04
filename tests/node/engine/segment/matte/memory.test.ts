import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, it } from 'vitest';
import { BYTES, refineMatte } from '../../../../../src/lib/engine/segment/matte/refine.ts';
import { coarseOf, photoOf } from '../photos.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const own = { Float32Array, Int32Array, Uint8Array };

afterEach(() => void Object.assign(globalThis, own));

/** Bytes of typed arrays alive at the worst moment of `work`, beyond those before it; looked at on each large allocation. */
function peak(work: () => void): number {
  collect();
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  const watched = <T extends new (...args: never[]) => ArrayBufferView>(kind: T): T =>
    new Proxy(kind, {
      construct(target, args: never[], subclass) {
        const made = Reflect.construct(target, args, subclass) as ArrayBufferView;
        if (made.byteLength > 128 * 1024) {
          collect();
          most = Math.max(most, process.memoryUsage().arrayBuffers - before);
        }
        return made;
      }
    });
  Object.assign(globalThis, {
    Float32Array: watched(Float32Array),
    Int32Array: watched(Int32Array),
    Uint8Array: watched(Uint8Array)
  });
  work();
  Object.assign(globalThis, own);
  return most;
}

it('stays within its budget, which holds no float copy of the photo', { timeout: 60_000 }, () => {
  const [width, height, side] = [1500, 1000, 256];
  const photo = photoOf(width, height, (x, y) => {
    const inside = Math.hypot(x - 750, y - 500) < 350 + 30 * Math.sin(x * 1.3) * Math.sin(y * 1.1);
    return inside ? [180, 60, 40] : [50, 80, 160];
  });
  const coarse = coarseOf(side, (x, y) => {
    const far = Math.hypot((x * width) / side - 750, (y * height) / side - 500);
    return Math.min(1, Math.max(0, 0.5 + (350 - far) / 70));
  });
  const used = peak(() => refineMatte(photo, coarse));
  const squares = Math.ceil(width / 5) * Math.ceil(height / 5);
  expect(used).toBeGreaterThan(width * height);
  expect(used).toBeLessThan(BYTES.perPixel * width * height + BYTES.perSquare * squares + BYTES.fixed);
});
