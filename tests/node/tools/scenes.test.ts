import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';

interface Sample {
  id: string;
  file: string;
  width: number;
  height: number;
  bytes: number;
}

const KB = 1024;
/** Enclosed background that shows at 1024 px, the cutout model's own size. */
const MIN_HOLE = 1000;
const at = (path: string): URL => new URL(`../../../${path}`, import.meta.url);
const bytes = (path: string): Promise<Buffer> => readFile(at(path));
const samples = JSON.parse((await bytes('static/samples/samples.json')).toString()) as Sample[];

async function pixels(
  path: string
): Promise<{ data: Buffer; width: number; height: number; channels: number }> {
  const { data, info } = await sharp(await bytes(path))
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}

async function matte(id: string): Promise<{ data: Buffer; width: number; height: number }> {
  const { data, info } = await sharp(await bytes(`tests/fixtures/samples/${id}-alpha.png`))
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** Marks what is reachable from the top left corner over pixels with coverage below half. */
function reachable(alpha: Buffer, width: number, height: number): Uint8Array {
  const seen = new Uint8Array(alpha.length);
  const open = [0];
  seen[0] = 1;
  while (open.length > 0) {
    const i = open.pop() ?? 0;
    const x = i % width;
    const around = [x > 0 ? i - 1 : -1, x < width - 1 ? i + 1 : -1, i - width, i + width];
    for (const j of around) {
      if (j < 0 || j >= width * height || seen[j] || (alpha[j] ?? 0) >= 128) continue;
      seen[j] = 1;
      open.push(j);
    }
  }
  return seen;
}

describe('sample photos', () => {
  it('are three, each listed once', () => {
    expect(new Set(samples.map((sample) => sample.id)).size).toBe(3);
    expect(samples).toHaveLength(3);
  });

  it.each(samples)('$id is a JPEG of the listed size within 350 KB, without metadata', async (sample) => {
    const data = await bytes(`static/samples/${sample.file}`);
    const meta = await sharp(data).metadata();
    expect(meta).toMatchObject({ format: 'jpeg', width: sample.width, height: sample.height, space: 'srgb' });
    expect(data.length).toBe(sample.bytes);
    expect(data.length).toBeLessThanOrEqual(350 * KB);
    for (const kind of ['exif', 'icc', 'xmp', 'iptc'] as const) expect(meta[kind]).toBeUndefined();
  });

  it.each(samples)('$id has a thumbnail of 112 × 112 px within 5 KB', async ({ id }) => {
    const data = await bytes(`static/samples/${id}-thumb.webp`);
    expect(await sharp(data).metadata()).toMatchObject({ format: 'webp', width: 112, height: 112 });
    expect(data.length).toBeLessThanOrEqual(5 * KB);
  });

  it.each(samples)('$id has an exact grey matte of the same size within 60 KB', async (sample) => {
    const data = await bytes(`tests/fixtures/samples/${sample.id}-alpha.png`);
    const meta = await sharp(data).metadata();
    expect(meta).toMatchObject({ format: 'png', width: sample.width, height: sample.height });
    expect(meta).toMatchObject({ channels: 1, depth: 'uchar' });
    expect(data.length).toBeLessThanOrEqual(60 * KB);
  });

  it.each(samples)('$id shows the whole product, with openings to cut out', async ({ id }) => {
    const { data, width, height } = await matte(id);
    const seen = reachable(data, width, height);
    let covered = 0;
    let hole = 0;
    let touching = 0;
    for (let i = 0; i < data.length; i++) {
      const inside = (data[i] ?? 0) >= 128;
      const x = i % width;
      if (inside) covered++;
      else if (!seen[i]) hole++;
      if (inside && (x === 0 || x === width - 1 || i < width || i >= width * (height - 1))) touching++;
    }
    expect(touching).toBe(0);
    expect(covered / data.length).toBeGreaterThan(0.2);
    expect(covered / data.length).toBeLessThan(0.6);
    expect(hole).toBeGreaterThan(MIN_HOLE);
  });
});

describe('start-screen pictures', () => {
  it.each(['before', 'after', 'cutout'])('%s.webp is within 60 KB', async (name) => {
    expect((await bytes(`static/demo/${name}.webp`)).length).toBeLessThanOrEqual(60 * KB);
  });

  it('before and after are the same crop: the product keeps its colours, all else is pure white', async () => {
    const before = await pixels('static/demo/before.webp');
    const after = await pixels('static/demo/after.webp');
    expect([before.width, before.height, after.width, after.height]).toEqual([768, 768, 768, 768]);
    let white = 0;
    let changed = 0;
    for (let i = 0; i < after.data.length; i += 3) {
      const isWhite = [0, 1, 2].every((c) => after.data[i + c] === 255);
      const shift = Math.max(
        ...[0, 1, 2].map((c) => Math.abs((after.data[i + c] ?? 0) - (before.data[i + c] ?? 0)))
      );
      if (isWhite) white++;
      else if (shift > 40) changed++;
    }
    const total = 768 * 768;
    expect(white / total).toBeGreaterThan(0.35);
    expect(changed / total).toBeLessThan(0.03);
    expect([...after.data.subarray(0, 768 * 3)].every((c) => c === 255)).toBe(true);
  });

  it('the cutout is the product alone, at most 480 px, see-through around and in its hole', async () => {
    const { data, width, height, channels } = await pixels('static/demo/cutout.webp');
    expect(channels).toBe(4);
    expect(Math.max(width, height)).toBe(480);
    const alpha = Buffer.from(Array.from({ length: width * height }, (_, i) => data[i * 4 + 3] ?? 0));
    const clear = alpha.filter((a) => a === 0).length / alpha.length;
    expect(alpha[0]).toBe(0);
    expect(clear).toBeGreaterThan(0.15);
  });
});

describe('icons', () => {
  it.each([
    ['icon-192', 192],
    ['icon-512', 512],
    ['maskable-512', 512],
    ['apple-touch-icon', 180]
  ])('%s.png is a square of %i px', async (name, side) => {
    const meta = await sharp(await bytes(`static/icons/${name}.png`)).metadata();
    expect(meta).toMatchObject({ format: 'png', width: side, height: side });
  });

  it('the maskable icon keeps its mark inside the safe circle of 80 % of its side', async () => {
    const { data, info } = await sharp(await bytes('static/icons/maskable-512.png'))
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const paper = data.subarray(0, 3);
    let outside = 0;
    for (let i = 0; i < info.width * info.height; i++) {
      const r = Math.hypot((i % info.width) - 255.5, Math.floor(i / info.width) - 255.5);
      if (r > 0.4 * info.width && !data.subarray(i * 3, i * 3 + 3).equals(paper)) outside++;
    }
    expect(outside).toBe(0);
  });

  it('the favicon is the mark in the accent colour', async () => {
    const svg = (await bytes('static/favicon.svg')).toString();
    expect(svg).toContain('fill="#1a56c4"');
    expect(svg).toContain('viewBox="0 0 24 24"');
  });
});
