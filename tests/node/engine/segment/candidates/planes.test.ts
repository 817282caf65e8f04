import { describe, expect, it } from 'vitest';
import type { Rect, Size } from '../../../../../src/lib/domain/pixels.ts';
import { placement, type Placement } from '../../../../../src/lib/engine/segment/candidates/placements.ts';
import {
  boxOf,
  fitted,
  resample,
  thumbOf,
  toCoarse
} from '../../../../../src/lib/engine/segment/candidates/planes.ts';
import { coarseOf, networkOf } from '../photos.ts';

const photo = { width: 900, height: 600 };
const frame = { x: 0, y: 0, ...photo };
/** The product: a disc, source px. */
const isProduct = (x: number, y: number) => Math.hypot(x - 520, y - 260) < 150;

/** What a perfect network answers about a placement. */
const answerTo = (place: Placement) => ({
  placement: place,
  alpha: networkOf(place.side, (x, y) => {
    const { rect, side } = place;
    const px = rect.x + ((x + 0.5) * rect.width) / side;
    const py = rect.y + ((y + 0.5) * rect.height) / side;
    return isProduct(px, py) ? 1 : 0;
  })
});

/** Share of a coarse matte's samples that are on the wrong side. */
function wrong(coarse: Size & { alpha: Float32Array }): number {
  let count = 0;
  coarse.alpha.forEach((alpha, i) => {
    const x = (((i % coarse.width) + 0.5) * photo.width) / coarse.width;
    const y = ((Math.floor(i / coarse.width) + 0.5) * photo.height) / coarse.height;
    if (alpha > 0.5 !== isProduct(x, y)) count++;
  });
  return count / coarse.alpha.length;
}

describe('toCoarse', () => {
  const found: Rect = { x: 370, y: 110, width: 300, height: 300 };

  it.each(['whole', 'wide', 'square', 'close'] as const)(
    'what a %s look finds comes back to its place',
    (manner) => {
      const place = placement(manner, 512, frame, photo, found)!;
      expect(wrong(toCoarse(answerTo(place), photo))).toBeLessThan(0.002);
    }
  );

  it('a close look keeps what it resolves, and knows nothing beside it', () => {
    const place = placement('close', 512, frame, photo, found)!;
    const coarse = toCoarse({ placement: place, alpha: networkOf(512, () => 1) }, photo);
    expect(coarse.width).toBeGreaterThan(1000);
    expect(Math.max(coarse.width, coarse.height)).toBeLessThanOrEqual(2048);
    expect(coarse.alpha[0]).toBe(0);
    const box = boxOf(coarse, frame)!;
    expect(Math.abs(box.x - place.rect.x)).toBeLessThanOrEqual(2);
    expect(Math.abs(box.width - place.rect.width)).toBeLessThanOrEqual(3);
  });

  it('an answer about the whole photo is not touched', () => {
    const answer = answerTo(placement('whole', 512, frame, photo, null)!);
    expect(toCoarse(answer, photo).alpha).toBe(answer.alpha);
  });
});

describe('resample', () => {
  it('keeps a flat plane flat at any size', () => {
    const flat = coarseOf(64, () => 0.25);
    for (const to of [7, 64, 200]) {
      const { alpha } = resample(
        flat,
        { x: 3.3, y: 5.1, width: 40, height: 50.5 },
        { width: to, height: to }
      );
      for (const a of alpha) expect(a).toBeCloseTo(0.25, 5);
    }
  });

  it('does not alias', () => {
    const board = coarseOf(128, (x, y) => (x + y) % 2);
    const { alpha } = resample(board, { x: 0, y: 0, width: 128, height: 128 }, { width: 16, height: 16 });
    for (const a of alpha) expect(a).toBeCloseTo(0.5, 2);
  });

  it('shows background outside the plane', () => {
    const { alpha } = resample(
      coarseOf(8, () => 1),
      { x: -8, y: 0, width: 16, height: 8 },
      { width: 16, height: 8 }
    );
    expect([...alpha.subarray(0, 8)]).toEqual(new Array(8).fill(0));
    expect([...alpha.subarray(8, 16)]).toEqual(new Array(8).fill(1));
  });
});

it('a thumb has the photo’s aspect and at most 160 px', () => {
  const thumb = thumbOf(
    networkOf(384, (x) => (x < 192 ? 1 : 0)),
    frame,
    { width: 4000, height: 1000 }
  );
  expect([thumb.width, thumb.height]).toEqual([160, 40]);
  expect(
    thumbOf(
      networkOf(384, () => 1),
      { x: 0, y: 0, width: 1, height: 1 },
      { width: 1, height: 1 }
    ).alpha
  ).toEqual(Uint8Array.of(255));
  expect(fitted({ width: 20000, height: 3 }, 160)).toEqual({ width: 160, height: 1 });
});

it('nothing has no box', () => {
  expect(
    boxOf(
      coarseOf(8, () => 0.4),
      frame
    )
  ).toBeNull();
});
