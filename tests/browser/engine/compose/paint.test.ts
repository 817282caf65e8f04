import { afterAll, beforeAll, expect, test } from 'vitest';
import { IDENTITY_SHADOW } from '../../../../src/lib/domain/document/edits/shadow.ts';
import type { Pass } from '../../../../src/lib/domain/render/pass.ts';
import { composeHost } from '../../../../src/lib/engine/compose/client.ts';

const compose = composeHost();
afterAll(() => compose.end());

const SIDE = 300;
const BOX = { x: 100, y: 80, width: 100, height: 120 };
const FRAME = { width: SIDE, height: SIDE };
const IDENTITY = [1, 0, 0, 0, 1, 0, 0, 0, 1] as const;

/** A dim, slightly warm product on a grey table. */
beforeAll(async () => {
  const image = new ImageData(SIDE, SIDE);
  const alpha = new Uint8Array(SIDE * SIDE);
  for (let p = 0; p < alpha.length; p++) {
    const [x, y] = [p % SIDE, Math.floor(p / SIDE)];
    const isProduct = x >= BOX.x && x < BOX.x + BOX.width && y >= BOX.y && y < BOX.y + BOX.height;
    const v = 40 + (x - BOX.x);
    image.data.set(isProduct ? [v, v * 0.97, v * 0.93, 255] : [180, 180, 180, 255], p * 4);
    alpha[p] = isProduct ? 255 : 0;
  }
  const source = await createImageBitmap(image);
  await compose.call((api) => api.putLayer('dim', source, { alpha, ...FRAME }));
});

const place: Pass = {
  kind: 'place',
  key: 'placed',
  layer: 'dim',
  frame: FRAME,
  matrix: IDENTITY,
  clip: null
};
const white: Pass = {
  kind: 'backdrop',
  key: 'white',
  frame: FRAME,
  backdrop: { kind: 'color', color: [255, 255, 255] },
  product: null
};
const { contact, drop, original } = IDENTITY_SHADOW;
const shade: Pass = {
  kind: 'shadow',
  key: 'shade',
  layer: 'dim',
  place: 'placed',
  frame: FRAME,
  matrix: IDENTITY,
  product: BOX,
  shadow: { contact: { ...contact, strength: 0.8 }, drop, original, reachesFrame: false }
};
const composed = (key: string, part: object): Pass => ({
  kind: 'compose',
  key,
  frame: FRAME,
  product: 'placed',
  shade: null,
  backdrop: 'white',
  reflection: null,
  ...part
});

test('a proposal for light comes from the layer, and is restrained', async () => {
  const proposal = await compose.call((api) => api.autoAdjust('dim'));
  expect(proposal.exposure).toBeGreaterThan(0.2);
  expect(proposal.exposure).toBeLessThanOrEqual(0.6);
  expect(proposal.temperature).toBeLessThan(0);
  expect(proposal.saturation).toBe(0);
  await expect(compose.call((api) => api.autoAdjust('never'))).rejects.toMatchObject({ code: 'not-found' });
});

test('shade darkens the ground beside the product, is known as covered, and leaves the frame white', async () => {
  const passes = [place, white, shade, composed('shaded', { shade: 'shade' })];
  const { pixels, covered } = await compose.call((api) => api.render({ passes, key: 'shaded' }));
  const at = (x: number, y: number) => pixels.data[(y * SIDE + x) * 4]!;
  expect(at(150, 200)).toBeLessThan(215);
  expect([at(0, 150), at(150, 0), at(150, 299)]).toEqual([255, 255, 255]);
  expect(covered!.alpha[200 * SIDE + 150]).toBeGreaterThan(0);
  expect(covered!.alpha[0]).toBe(0);
});

test('shown and rendered are one picture', async () => {
  const reflection = { ...IDENTITY_SHADOW.reflection, strength: 0.6, product: BOX, reachesFrame: false };
  const passes = [place, white, shade, composed('whole', { shade: 'shade', reflection })];
  const { pixels } = await compose.call((api) => api.render({ passes, key: 'whole' }));
  const bitmap = await compose.call((api) => api.show({ passes, key: 'whole' }));
  const canvas = new OffscreenCanvas(SIDE, SIDE).getContext('2d', { colorSpace: 'srgb' })!;
  canvas.drawImage(bitmap, 0, 0);
  bitmap.close();
  expect(canvas.getImageData(0, 0, SIDE, SIDE, { colorSpace: 'srgb' }).data).toEqual(pixels.data);
});

test('a note goes on across the canvases that a large picture is drawn on', async () => {
  const frame = { width: 2200, height: 60 };
  const passes: Pass[] = [
    {
      kind: 'place',
      key: 'wide',
      layer: 'dim',
      frame,
      matrix: [1, 0, -BOX.x, 0, 1, -400, 0, 0, 1],
      clip: null
    },
    { ...white, key: 'wide-white', frame } as Pass,
    composed('wide-plain', { frame, product: 'wide', backdrop: 'wide-white' }),
    {
      kind: 'annotate',
      key: 'wide-noted',
      picture: 'wide-plain',
      frame,
      language: null,
      insets: {},
      notes: [
        {
          kind: 'arrow',
          id: 'a',
          from: { x: 1900, y: 20 },
          to: { x: 2190, y: 45 },
          width: 6,
          color: [0, 0, 0]
        }
      ]
    }
  ];
  const { pixels } = await compose.call((api) => api.render({ passes, key: 'wide-noted' }));
  const inkAt = (x: number) => {
    let ink = 0;
    for (let y = 0; y < 60; y++) ink += 255 - pixels.data[(y * 2200 + x) * 4]!;
    return ink / 255;
  };
  for (let x = 2040; x < 2056; x++) expect(Math.abs(inkAt(x) - inkAt(2000))).toBeLessThan(0.5);
});
