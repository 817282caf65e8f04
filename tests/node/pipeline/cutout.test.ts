import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Photo } from '../../../src/lib/domain/document/document.ts';
import { IDENTITY_ASK, NO_PROMPT, type Ask } from '../../../src/lib/domain/document/edits/cutout.ts';
import { PackshotError } from '../../../src/lib/domain/errors.ts';
import { requirePrompt } from '../../../src/lib/pipeline/ask.ts';
import { cutoutPhoto } from '../../../src/lib/pipeline/cutout.ts';
import { detectProducts } from '../../../src/lib/pipeline/detect.ts';
import { importPhoto } from '../../../src/lib/pipeline/import.ts';
import { removeModel } from '../../../src/lib/pipeline/models.ts';
import { cutoutSeries } from '../../../src/lib/pipeline/series.ts';
import { DETECTIONS, makeFakeStudio, type FakeStudio } from '../embed/fake-studio.ts';

let studio: FakeStudio;
let photo: Photo;

const take = (text: string, type = 'image/jpeg') =>
  importPhoto(studio, { name: 'a.jpg', data: new Blob([text], { type }) });
const boxed: Ask = {
  ...IDENTITY_ASK,
  prompt: { ...NO_PROMPT, box: { x: 1, y: 2, width: 10, height: 10 } }
};
const inferences = () => studio.worked.filter((work) => work.startsWith('segment')).length;

beforeEach(async () => {
  studio = makeFakeStudio();
  photo = await take('photo');
});

describe('cutoutPhoto: what is known is not computed again', () => {
  it('the same question is answered from memory, with no time but its own', async () => {
    const first = await cutoutPhoto(studio, photo);
    const again = await cutoutPhoto(studio, photo);
    expect(inferences()).toBe(1);
    expect(again).toEqual({
      ...first,
      provider: null,
      ms: { ...again.ms, decode: 0, prepare: 0, infer: 0, refine: 0 }
    });
  });

  it('a copy of the file is the same photo', async () => {
    await cutoutPhoto(studio, photo);
    await cutoutPhoto(studio, await take('photo'));
    expect(inferences()).toBe(1);
  });

  it('another effort, ask, model or photo is another question; a preview never answers for a result', async () => {
    await cutoutPhoto(studio, photo, { effort: 'draft' });
    await cutoutPhoto(studio, photo);
    await cutoutPhoto(studio, photo, { ask: boxed });
    await cutoutPhoto(studio, photo, { model: 'imgly-isnet-fp16' });
    await cutoutPhoto(studio, await take('another'));
    expect(inferences()).toBe(5);
  });

  it('an answer whose matte is gone from the store is computed again', async () => {
    await cutoutPhoto(studio, photo);
    await studio.store.clear();
    await studio.store.putBlob(new Blob(['photo'], { type: 'image/jpeg' }));
    const { found } = await cutoutPhoto(studio, photo);
    expect(inferences()).toBe(2);
    await expect(studio.store.getBlob(found.matte)).resolves.toBeInstanceOf(Blob);
  });

  it('a removed model’s answers are forgotten: another one may come under its name', async () => {
    await cutoutPhoto(studio, photo);
    await removeModel(studio, 'isnet-fp16');
    await cutoutPhoto(studio, photo);
    expect(inferences()).toBe(2);
  });

  it('a failure is not remembered', async () => {
    studio.infer = Promise.reject(new PackshotError('out-of-memory', 'no room'));
    studio.infer.catch(() => {});
    await expect(cutoutPhoto(studio, photo)).rejects.toMatchObject({ code: 'out-of-memory' });
    studio.infer = Promise.resolve();
    await expect(cutoutPhoto(studio, photo)).resolves.toMatchObject({ model: 'isnet-fp16' });
  });

  it('things are recognised once a photo', async () => {
    expect(await detectProducts(studio, photo)).toEqual(DETECTIONS);
    await detectProducts(studio, photo);
    expect(studio.worked.filter((work) => work === 'detect')).toHaveLength(1);
  });
});

describe('cutoutPhoto: nothing leaks', () => {
  it.each(['cutout', 'detection'] as const)('an aborted %s leaves no bitmap open', async (what) => {
    const abort = new AbortController();
    const work =
      what === 'cutout'
        ? cutoutPhoto(studio, photo, { signal: abort.signal })
        : detectProducts(studio, photo, abort.signal);
    abort.abort();
    await expect(work).rejects.toMatchObject({ code: 'aborted' });
    await vi.waitFor(() => expect(studio.held.now).toBe(0));
  });

  it('a worker that dies before it took the photo leaves no bitmap open, and the next one works', async () => {
    const { call } = studio.segment;
    const died = new PackshotError('worker-died', 'it was killed');
    const spy = vi.spyOn(studio.segment, 'call').mockRejectedValueOnce(died);
    await expect(cutoutPhoto(studio, photo)).rejects.toMatchObject({ code: 'worker-died' });
    expect(studio.held.now).toBe(0);
    spy.mockImplementation(call);
    await expect(cutoutPhoto(studio, photo)).resolves.toMatchObject({ model: 'isnet-fp16' });
  });
});

describe('requirePrompt', () => {
  const size = { width: 1, height: 1 };
  const check =
    (prompt: Partial<Ask['prompt']>, of = size) =>
    () =>
      requirePrompt({ ...NO_PROMPT, ...prompt }, of, 'ask.prompt');

  it('a picture of one pixel takes a box around it and a click in it', () => {
    expect(check({ box: { x: 0, y: 0, width: 1, height: 1 }, include: [{ x: 0.5, y: 0.5 }] })).not.toThrow();
    expect(check({ box: { x: -4, y: -4, width: 9, height: 9 } })).not.toThrow();
    expect(check({ include: [{ x: 1, y: 0 }] })).toThrow('ask.prompt.include.0');
  });

  it('a panorama of 20 : 1 takes a box of its whole height', () => {
    const of = { width: 20_000, height: 1000 };
    expect(check({ box: { x: 19_990, y: 0, width: 50, height: 1000 } }, of)).not.toThrow();
    expect(check({ box: { x: 19_999.5, y: 0, width: 50, height: 1000 } }, of)).toThrow('ask.prompt.box');
  });

  it.each([Number.NaN, Infinity, -0.1])('a click at x = %s is refused', (x) => {
    expect(check({ exclude: [{ x, y: 0 }] })).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });
});

describe('cutoutSeries', () => {
  it('goes on after a photo that fails, and says which one and why', async () => {
    const invalid: Ask = { ...IDENTITY_ASK, prompt: { ...NO_PROMPT, text: 'zeppelin' } };
    const bad = {
      ...photo,
      id: 'bad',
      edits: { ...photo.edits, cutout: { ...photo.edits.cutout, ask: invalid } }
    };
    const done: string[] = [];
    const failures = await cutoutSeries(studio, [bad, photo], {}, ({ id }) => done.push(id));
    expect(done).toEqual([photo.id]);
    expect(failures.map(({ photo: id, error }) => [id, error.code])).toEqual([['bad', 'unsupported-prompt']]);
  });

  it('an abort ends it between photos', async () => {
    const abort = new AbortController();
    const work = cutoutSeries(studio, [photo, await take('b')], { signal: abort.signal }, () =>
      abort.abort()
    );
    await expect(work).rejects.toMatchObject({ code: 'aborted' });
    expect(inferences()).toBe(1);
  });
});
