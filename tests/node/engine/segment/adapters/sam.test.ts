import { expect, it } from 'vitest';
import { NO_PROMPT } from '../../../../../src/lib/domain/document/edits/cutout.ts';
import { pointsOf } from '../../../../../src/lib/engine/segment/adapters/sam.ts';

const photo = { width: 4000, height: 3000 };
const content = { width: 1024, height: 768 };

it('clicks and boxes become points of the frame: 1 on the product, 0 beside it, 2 and 3 a box’s corners', () => {
  const box = { x: 1000, y: 500, width: 2000, height: 1500 };
  const [coords, labels] = pointsOf(
    { ...NO_PROMPT, box, include: [{ x: 2000, y: 1500 }], exclude: [{ x: 0, y: 3000 }] },
    photo,
    content
  );
  expect(coords).toMatchObject({ type: 'float32', dims: [1, 4, 2] });
  expect([...coords.data]).toEqual([512, 384, 0, 768, 256, 128, 768, 512]);
  expect([...labels.data]).toEqual([1, 0, 2, 3]);
  expect(labels.dims).toEqual([1, 4]);
});

it('without a box, a padding point is added', () => {
  const [coords, labels] = pointsOf({ ...NO_PROMPT, include: [{ x: 4000, y: 0 }] }, photo, content);
  expect([...coords.data]).toEqual([1024, 0, 0, 0]);
  expect([...labels.data]).toEqual([1, -1]);
});
