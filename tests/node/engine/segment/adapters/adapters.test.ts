import { afterAll, describe, expect, it } from 'vitest';
import { IDENTITY_ASK, NO_PROMPT, type Prompt } from '../../../../../src/lib/domain/document/edits/cutout.ts';
import { adapterFor } from '../../../../../src/lib/engine/segment/adapters/adapters.ts';
import { selfTest } from '../../../../../src/lib/engine/segment/adapters/self-test.ts';
import type { Coarse } from '../../../../../src/lib/engine/segment/coarse.ts';
import { clipModel, salientModel, samModel, type SmallModel } from '../../../../fixtures/small-models.ts';
import { photoOf } from '../photos.ts';
import { keptModel, openFiles, runtime } from './real-runtime.ts';

/* Small real graphs on the real runtime: photo and prompt in, α of the whole photo out. */

const [WIDTH, HEIGHT] = [200, 100];
const isIn = (x: number, y: number, left: number, top: number, right: number, bottom: number) =>
  x >= left && x < right && y >= top && y < bottom;

/** Two dark boxes on white: x 20–60 and x 120–180, y 30–70. */
const photo = photoOf(WIDTH, HEIGHT, (x, y) =>
  isIn(x, y, 20, 30, 60, 70) || isIn(x, y, 120, 30, 180, 70) ? [20, 20, 20] : [255, 255, 255]
);

const ask = (prompt: Partial<Prompt>) => ({ ...IDENTITY_ASK, prompt: { ...NO_PROMPT, ...prompt } });

/** α at a place of the photo. */
const at = ({ alpha, width, height }: Coarse, x: number, y: number) =>
  alpha[Math.floor((y * height) / HEIGHT) * width + Math.floor((x * width) / WIDTH)]!;

function open(small: SmallModel, over: object = {}) {
  const model = keptModel(small, over);
  const files = openFiles(small, model);
  return {
    model,
    files,
    find: (prompt: Partial<Prompt>, name?: string) => adapterFor(model)(photo, ask(prompt), files, name)
  };
}

afterAll(() => runtime.close());

describe('salient-segmentation', () => {
  it.each([
    ['letterbox', { size: [96, 96], resize: 'letterbox' }, 96, 48],
    ['stretch', { size: [96, 64], resize: 'stretch' }, 96, 64],
    ['the photo’s aspect, in multiples', { multipleOf: 16, maxSide: 100, resize: 'stretch' }, 96, 48]
  ])('%s: the answer covers the photo', async (_how, input, width, height) => {
    const found = await open(salientModel(), { input }).find({});
    expect([found.width, found.height]).toEqual([width, height]);
    expect(at(found, 40, 50)).toBeGreaterThan(0.9);
    expect(at(found, 150, 50)).toBeGreaterThan(0.9);
    expect([at(found, 90, 50), at(found, 40, 10), at(found, 195, 95)].every((a) => a < 0.1)).toBe(true);
  });

  it('raw numbers become α by sigmoid or by their range, and are refused without either', async () => {
    for (const post of [{ activation: 'sigmoid' }, { normalise: 'minmax' }]) {
      expect(at(await open(salientModel({ raw: true }), { post }).find({}), 40, 50)).toBeGreaterThan(0.9);
    }
    await expect(open(salientModel({ raw: true })).find({})).rejects.toMatchObject({
      code: 'model-unavailable',
      data: { reason: 'range' }
    });
  });

  it('mean and std are applied by channel, in the order the network wants', async () => {
    const red = photoOf(8, 8, () => [255, 0, 0]);
    const seen = async (channelOrder: string) => {
      const { model, files } = open(salientModel({ raw: true }), {
        input: { size: [8, 8], resize: 'stretch', channelOrder, mean: [0, 0, -3.2], std: [1, 1, 4] },
        post: { activation: 'sigmoid' }
      });
      return (await adapterFor(model)(red, ask({}), files)).alpha[0]!;
    };
    // What goes in: r + g + (b + 3.2) ÷ 4. Red as the first of three is 1.8, as the last 1.05.
    expect(await seen('RGB')).toBeCloseTo(0.5, 4);
    expect(await seen('BGR')).toBeCloseTo(1, 4);
  });

  it('a box is looked at alone: nothing is found outside of it', async () => {
    const found = await open(salientModel()).find({ box: { x: 10, y: 20, width: 60, height: 60 } });
    expect(at(found, 40, 50)).toBeGreaterThan(0.9);
    expect(at(found, 150, 50)).toBe(0);
    expect(found.width / found.height).toBeCloseTo(2, 1);
  });

  it('clicks and words are not for it', async () => {
    for (const prompt of [{ include: [{ x: 1, y: 1 }] }, { text: 'cup' }]) {
      await expect(open(salientModel()).find(prompt)).rejects.toMatchObject({ code: 'unsupported-prompt' });
    }
  });

  it('a graph without the input or output that was described is refused by its name', async () => {
    for (const names of [
      { in: 'image', out: 'found' },
      { in: 'photo', out: 'mask' }
    ]) {
      await expect(open(salientModel(), { names }).find({})).rejects.toMatchObject({
        data: { reason: 'shape' }
      });
    }
  });
});

describe('promptable-segmentation', () => {
  it('a click lands where it was, and the mask that the decoder trusts most is taken', async () => {
    const { find } = open(samModel());
    // 12 px of the network’s 64, where the photo is 200 px wide: a disc of 37 px.
    const found = await find({ include: [{ x: 150, y: 50 }] });
    expect([found.width, found.height]).toEqual([64, 32]);
    expect(at(found, 150, 50)).toBeGreaterThan(0.9);
    expect(at(found, 125, 50)).toBeGreaterThan(0.9);
    expect([at(found, 40, 50), at(found, 100, 50)].every((a) => a < 0.1)).toBe(true);
  });

  it('trusted more, the other mask is taken: what is dark', async () => {
    const found = await open(samModel()).find({ exclude: [{ x: 100, y: 10 }] });
    expect([at(found, 40, 50), at(found, 150, 50)].every((a) => a > 0.9)).toBe(true);
    expect(at(found, 90, 50)).toBeLessThan(0.1);
  });

  it('the encoder sees a photo once, however often it is asked', async () => {
    const { find, files } = open(samModel());
    await find({ include: [{ x: 150, y: 50 }] }, 'a photo');
    await find({ box: { x: 120, y: 30, width: 60, height: 40 } }, 'a photo');
    await find({ include: [{ x: 40, y: 50 }] }, 'another');
    expect(files.opened).toEqual(['encoder', 'decoder', 'decoder', 'encoder', 'decoder']);
  });

  it('without a box or a click it cannot answer, and words are not for it', async () => {
    for (const prompt of [{}, { text: 'cup' }]) {
      await expect(open(samModel()).find(prompt)).rejects.toMatchObject({
        code: 'unsupported-prompt',
        data: { needs: 'box clicks' }
      });
    }
  });
});

describe('text-segmentation', () => {
  const colours = photoOf(WIDTH, HEIGHT, (x) => (x < 100 ? [230, 20, 20] : [20, 20, 230]));

  it.each([
    ['one graph', false, ['model', 'model']],
    ['three graphs, the photo seen once', true, ['image', 'text', 'decoder', 'text', 'decoder']]
  ])('%s: a word finds what it means', async (_how, inThree, opened) => {
    const small = clipModel({ inThree });
    const { model, files } = open(small);
    const find = (text: string) => adapterFor(model)(colours, ask({ text }), files, 'photo');
    const red = await find(' Red ');
    expect([at(red, 50, 50) > 0.9, at(red, 150, 50) < 0.1]).toEqual([true, true]);
    const blue = await find('blue');
    expect([at(blue, 50, 50) < 0.1, at(blue, 150, 50) > 0.9]).toEqual([true, true]);
    expect(files.opened).toEqual(opened);
  });

  it('a graph of a fixed length gets its prompt filled up, and too long a prompt is refused', async () => {
    const { find } = open(clipModel(), { tokens: 4 });
    expect((await find({ text: 'red' })).width).toBe(32);
    await expect(find({ text: 'red blue red' })).rejects.toMatchObject({ code: 'unsupported-prompt' });
  });

  it('without a word it cannot answer', async () => {
    await expect(open(clipModel()).find({})).rejects.toMatchObject({ code: 'unsupported-prompt' });
  });
});

describe('selfTest', () => {
  it.each([salientModel(), samModel(), clipModel(), clipModel({ inThree: true })])(
    'runs $description.name on a generated picture',
    async (small) => {
      const { model, files } = open(small);
      const { ms, found, sha256 } = await selfTest(model, files);
      expect(ms).toBeGreaterThan(0);
      expect(found).toBeGreaterThanOrEqual(0);
      expect(found).toBeLessThan(1);
      const again = await selfTest({ ...model, selfTest: { expectSha: sha256 } }, files);
      expect(again.sha256).toBe(sha256);
      await expect(
        selfTest({ ...model, selfTest: { expectSha: '0'.repeat(64) } }, files)
      ).rejects.toMatchObject({
        data: { reason: 'test' }
      });
    }
  );

  it('what is no ONNX file is told from one that does not fit', async () => {
    const small = salientModel();
    const description = { ...small.description, id: 'no-onnx' };
    const html = new TextEncoder().encode('<!doctype html><title>404</title>') as Uint8Array<ArrayBuffer>;
    const { model, files } = open({ description, files: { model: html } });
    await expect(selfTest(model, files)).rejects.toMatchObject({
      code: 'model-unavailable',
      data: { reason: 'graph' }
    });
  });
});
