import { describe, expect, it } from 'vitest';
import { parseDescription, readDescription } from '../../../../src/lib/engine/segment/descriptions.ts';
import {
  entryOf,
  parseManifest,
  piecesOf,
  type Manifest
} from '../../../../src/lib/engine/segment/models.ts';
import { clipModel, salientModel, samModel } from '../../../fixtures/small-models.ts';

const sha256 = 'a'.repeat(64);
const whole = { bytes: 8, sha256, chunks: [{ bytes: 8, sha256 }] };
const about = {
  name: 'A model',
  licence: 'MIT',
  licenceEvidence: 'https://example.com/licence',
  provenance: 'somewhere',
  commercialUse: 'unconfirmed'
};
const patches = { 512: [], 768: [], 1024: [] };
const isnet = {
  ...about,
  id: 'isnet',
  engine: 'isnet',
  task: 'salient-segmentation',
  weights: whole,
  input: { name: 'in', scale: 1, offset: 0 },
  output: 'out',
  patches
};
const sam = samModel().description;
const onnx = { ...sam, files: ['encoder', 'decoder'].map((role) => ({ role, ...whole })) };

const manifest = (...models: object[]) => ({
  schema: 1,
  runtime: { name: 'ort', version: '1', glue: { path: 'ort/x.mjs', bytes: 1, sha256 }, wasm: whole },
  models
});

/** The error's code and where it says the fault lies. */
function faultOf(work: () => unknown) {
  try {
    work();
  } catch (error) {
    const { code, data } = error as { code: string; data?: { path?: string } };
    return [code, data?.path];
  }
  return null;
}

describe('parseManifest', () => {
  it('takes every engine, and says of each what it is for, whether it can go, and how large it is', () => {
    const detection = { ...about, id: 'names', engine: 'centernet', task: 'detection', weights: whole };
    const imgly = { ...isnet, id: 'imgly', engine: 'imgly' };
    const parsed: Manifest = parseManifest(manifest(isnet, imgly, detection, onnx));
    expect(parsed.models.map((model) => entryOf(parsed, model))).toMatchObject([
      { engine: 'isnet', task: 'salient-segmentation', removable: false, bytes: 16 },
      { engine: 'imgly', removable: false, bytes: 16 },
      { engine: 'centernet', task: 'detection', removable: false, bytes: 16 },
      { engine: 'onnx', task: 'promptable-segmentation', removable: true, bytes: 24 }
    ]);
    expect(piecesOf(parsed, parsed.models[3]!)).toHaveLength(3);
  });

  it.each([
    ['an engine nobody knows', { ...isnet, engine: 'magic' }, 'models.1.engine'],
    ['a task nobody knows', { ...isnet, task: 'guess' }, 'models.1.task'],
    ['a hash that is none', { ...isnet, weights: { ...whole, sha256: 'A' } }, 'models.1.weights.sha256'],
    ['chunks that do not add up', { ...isnet, weights: { ...whole, bytes: 9 } }, 'models.1.weights'],
    ['no patches', { ...isnet, patches: undefined }, 'models.1.patches']
  ])('%s is refused, and where is said', (_what, model, path) => {
    expect(faultOf(() => parseManifest(manifest(isnet, model)))).toEqual(['model-unavailable', path]);
  });
});

describe('parseDescription', () => {
  it.each([salientModel(), samModel(), clipModel(), clipModel({ inThree: true })])(
    '$description.name: files need no hash, and what is not said has a default',
    ({ description }) => {
      const parsed = parseDescription(description);
      expect(parsed.input).toMatchObject({
        layout: 'NCHW',
        channelOrder: 'RGB',
        scale: 1 / 255,
        mean: [0, 0, 0]
      });
      expect(parsed.post).toMatchObject({ normalise: 'none' });
    }
  );

  it.each([
    ['a task without an engine here', { task: 'super-resolution' }, 'task'],
    ['files of another task', { task: 'salient-segmentation' }, 'files'],
    ['an id with spaces', { id: 'my model' }, 'id'],
    [
      'a size that is no multiple',
      { input: { size: [100, 100], multipleOf: 32, resize: 'stretch' } },
      'input'
    ],
    ['a standard deviation of 0', { input: { size: [64, 64], resize: 'stretch', std: [1, 0, 1] } }, 'input'],
    ['a layout that is not NCHW', { input: { layout: 'NHWC', resize: 'stretch' } }, 'input.layout'],
    ['a licence without evidence', { licenceEvidence: 'somewhere' }, 'licenceEvidence'],
    ['names that are missing', { names: { in: 'image' } }, 'names.out'],
    ['a self-test without a hash', { selfTest: { expectSha: 'yes' } }, 'selfTest.expectSha']
  ])('%s is refused, and where is said', (_what, over, path) => {
    expect(faultOf(() => parseDescription({ ...sam, ...over }))).toEqual(['bad-request', path]);
  });
});

describe('readDescription', () => {
  const around = {
    root: new URL('https://shop.example/app/'),
    fetch: async () =>
      Response.json({
        ...sam,
        files: [
          { role: 'encoder', url: 'e.onnx' },
          { role: 'decoder', url: '../d.onnx' }
        ]
      }),
    caches: undefined
  };

  it('addresses are relative to the description, and the description’s to the app', async () => {
    const { files } = await readDescription('own/sam.json', around);
    expect(files.map(({ url }) => url)).toEqual([
      'https://shop.example/app/own/e.onnx',
      'https://shop.example/app/d.onnx'
    ]);
  });

  it('in a file, a name stays a name: that file is handed in too', async () => {
    const text = await (await around.fetch()).text();
    expect((await readDescription(new Blob([text]), around)).files[0]!.url).toBe('e.onnx');
  });

  it.each(['ftp://shop.example/x.json', 'data:application/json,{}', 'http://'])(
    '%s is refused',
    async (url) => {
      await expect(readDescription(url, around)).rejects.toMatchObject({ code: 'bad-request' });
    }
  );
});
