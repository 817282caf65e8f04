import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { decode, encode } from 'fast-png';
import { expect } from 'vitest';
import type { Pixels } from '../../src/lib/domain/pixels.ts';

const GOLDENS = join(import.meta.dirname, '.');
/** Where a failure leaves what was painted, what was expected, and where they differ. */
const LEFT = 'test-results/golden';

const write = (file: string, { data, width, height }: Pixels): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, encode({ data: new Uint8Array(data), width, height, channels: 4, depth: 8 }));
};

function read(file: string): Pixels {
  const { data, width, height, channels } = decode(readFileSync(file));
  if (channels !== 4) throw new Error(`${file} is no RGBA picture`);
  return { data: new Uint8ClampedArray(data), width, height };
}

/** Differences made visible: 16 × as large on black. */
function difference(actual: Pixels, expected: Pixels): Pixels {
  const isSame = actual.width === expected.width && actual.height === expected.height;
  const data = actual.data.map((byte, at) => {
    if (!isSame || at % 4 === 3) return 255;
    return (
      16 * (Math.abs(byte - expected.data[at]!) + Math.abs(actual.data[at | 3]! - expected.data[at | 3]!))
    );
  });
  return { ...actual, data };
}

/**
 * A picture is the one that is kept under this name, byte for byte. `GOLDEN=renew` keeps it anew: look at what changed
 * before it is committed.
 * @param name path under tests/golden, without extension
 */
export function expectGolden(name: string, actual: Pixels): void {
  const file = join(GOLDENS, `${name}.png`);
  if (process.env.GOLDEN === 'renew') return write(file, actual);
  const left = (which: string) => join(LEFT, `${name}.${which}.png`);
  for (const which of ['actual', 'expected', 'diff']) rmSync(left(which), { force: true });
  const expected = existsSync(file) ? read(file) : null;
  const isSame = expected !== null && Buffer.from(expected.data).equals(Buffer.from(actual.data));
  if (isSame && expected.width === actual.width) return;
  write(left('actual'), actual);
  if (expected) {
    write(left('expected'), expected);
    write(left('diff'), difference(actual, expected));
  }
  expect.fail(
    expected ? `${name} has changed: see ${left('*')}` : `There is no golden ${name}: see ${left('actual')}`
  );
}
