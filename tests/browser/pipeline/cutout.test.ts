import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  addPhoto,
  setAsk,
  setCorrection,
  setFound,
  shareCutout
} from '../../../src/lib/domain/document/change.ts';
import type { Photo, Project } from '../../../src/lib/domain/document/document.ts';
import {
  IDENTITY_ASK,
  NO_PROMPT,
  type Ask,
  type Correction,
  type Found,
  type Prompt
} from '../../../src/lib/domain/document/edits/cutout.ts';
import type { Matte } from '../../../src/lib/domain/pixels.ts';
import { cutoutPhoto } from '../../../src/lib/pipeline/cutout.ts';
import { renderPhoto } from '../../../src/lib/pipeline/export.ts';
import { takeMatte } from '../../../src/lib/pipeline/host-matte.ts';
import { importPhoto } from '../../../src/lib/pipeline/import.ts';
import { cutoutOf, matteOf } from '../../../src/lib/pipeline/layers.ts';
import { ownAlpha } from '../../../src/lib/pipeline/own-alpha.ts';
import { startProject } from '../../../src/lib/pipeline/projects.ts';
import { cutoutSeries } from '../../../src/lib/pipeline/series.ts';
import type { Studio } from '../../../src/lib/pipeline/studio.ts';
import { boxes, drawn, stubStudio, type DrawnFile } from './pictures.ts';

let studio: Studio;
beforeAll(async () => {
  studio = await stubStudio();
});
afterAll(() => studio.close());

const LEFT = [90, 150, 270, 300] as const;
const RIGHT = [540, 150, 270, 300] as const;
const pair = () => boxes('pair.png', [LEFT, RIGHT]);
const asking = (prompt: Partial<Prompt>, more: Partial<Ask> = {}): Ask => ({
  ...IDENTITY_ASK,
  prompt: { ...NO_PROMPT, ...prompt },
  ...more
});

const take = async (file: DrawnFile | Promise<DrawnFile>): Promise<Photo> => importPhoto(studio, await file);

/** α at the middle of the left and the right box, and between them. */
async function threeOf(png: Blob): Promise<number[]> {
  const matte: Matte = await studio.encode.call((api) => api.readMatte(png));
  expect([matte.width, matte.height]).toEqual([900, 600]);
  return [225, 675, 450].map((x) => matte.alpha[300 * 900 + x]!);
}

const found = async (photo: Photo, ask?: Ask): Promise<Found> =>
  (await cutoutPhoto(studio, photo, { effort: 'fast', ask })).found;

/** The photo as its document has it once `found` and `correction` are written. */
function written(photo: Photo, matte: Found, correction: Partial<Correction> = {}): [Project, Photo] {
  const project = setFound(addPhoto(startProject('Test'), photo), photo.id, matte);
  const corrected = setCorrection(project, photo.id, correction);
  return [corrected, corrected.photos[0]!];
}

describe('what is pointed at', () => {
  test('nothing: both boxes are found', async () => {
    const photo = await take(pair());
    expect(await threeOf(await matteOf(studio, written(photo, await found(photo))[1]))).toEqual([
      255, 255, 0
    ]);
  });

  test('a box around the right one: that one alone', async () => {
    const photo = await take(pair());
    const ask = asking({ box: { x: 500, y: 100, width: 350, height: 400 } });
    const matte = await found(photo, ask);
    expect(matte.ask).toEqual(ask);
    expect(await threeOf(await matteOf(studio, written(photo, matte)[1]))).toEqual([0, 255, 0]);
  });

  test('a click on the left one and one against the right one: the left one alone', async () => {
    const photo = await take(pair());
    const ask = asking({ include: [{ x: 225, y: 300 }], exclude: [{ x: 675, y: 300 }] });
    expect(await threeOf(await matteOf(studio, written(photo, await found(photo, ask))[1]))).toEqual([
      255, 0, 0
    ]);
  });

  test('the same question is answered again without the worker; another effort is another question', async () => {
    const photo = await take(pair());
    const first = await cutoutPhoto(studio, photo, { effort: 'fast' });
    studio.segment.end();
    const again = await cutoutPhoto(studio, photo, { effort: 'fast' });
    expect(again.found).toEqual(first.found);
    expect(again.ms).toMatchObject({ decode: 0, infer: 0 });
    expect((await cutoutPhoto(studio, photo, { effort: 'draft' })).ms.infer).toBeGreaterThan(0);
  });
});

describe('corrections', () => {
  const stroke = (kind: 'keep' | 'erase', x: number) =>
    ({ kind, points: [x, 200, x, 400], radius: 60, hardness: 1, snap: false }) as const;

  test('strokes add and take away at the full size, in matte, cutout and file', async () => {
    const photo = await take(boxes('B0C4TR311X.png', [LEFT, RIGHT]));
    const [project, corrected] = written(photo, await found(photo), {
      strokes: [stroke('erase', 225), stroke('keep', 450)]
    });
    expect(await threeOf(await matteOf(studio, corrected))).toEqual([0, 255, 255]);
    const { pixels } = await studio.encode.call(async (api) =>
      api.decodePixels(await cutoutOf(studio, corrected))
    );
    expect(pixels.data[(300 * 900 + 225) * 4 + 3]).toBe(0);
    const { layer } = await renderPhoto(studio, project, corrected, { channel: 'amazon', role: 'main' });
    expect(layer.box!.x).toBeGreaterThanOrEqual(90);
  });

  test('taken back, the matte is the found one again, byte by byte', async () => {
    const photo = await take(pair());
    const matte = await found(photo);
    const bytes = async (correction: Partial<Correction>) =>
      new Uint8Array(await (await matteOf(studio, written(photo, matte, correction)[1])).arrayBuffer());
    const before = await bytes({});
    expect(await bytes({ invert: true })).not.toEqual(before);
    expect(await bytes({})).toEqual(before);
  });

  test('inverted, the background is the product', async () => {
    const photo = await take(pair());
    const [, corrected] = written(photo, await found(photo), { invert: true });
    expect(await threeOf(await matteOf(studio, corrected))).toEqual([0, 0, 255]);
  });

  test('a re-run keeps them', async () => {
    const photo = await take(pair());
    const [project] = written(photo, await found(photo), { strokes: [stroke('erase', 225)] });
    const asked = setAsk(project, photo.id, { holes: 'cut' });
    const again = await found(asked.photos[0]!);
    const after = setFound(asked, photo.id, again).photos[0]!;
    expect(await threeOf(await matteOf(studio, after))).toEqual([0, 255, 0]);
  });
});

describe('a photo that is cut out already', () => {
  test('its own alpha is the matte, sample by sample, and no worker is asked', async () => {
    const photo = await take(
      drawn('cut.png', [40, 30], (context) => {
        context.fillStyle = 'rgb(120, 60, 30)';
        context.fillRect(10, 5, 20, 20);
        context.fillStyle = 'rgb(120, 60, 30, 0.5)';
        context.fillRect(5, 5, 5, 20);
      })
    );
    studio.segment.end();
    const result = await cutoutPhoto(studio, photo);
    expect(result).toMatchObject({ model: 'own-alpha', confidence: 1, flagged: false, candidates: [] });
    const [, cut] = written(photo, result.found);
    const matte = await studio.encode.call(async (api) => api.readMatte(await matteOf(studio, cut)));
    expect([2, 7, 20].map((x) => matte.alpha[15 * 40 + x])).toEqual([0, 128, 255]);
    const { pixels } = await studio.encode.call(async (api) => api.decodePixels(await cutoutOf(studio, cut)));
    const at = (x: number) => [...pixels.data.subarray((15 * 40 + x) * 4, (15 * 40 + x) * 4 + 4)];
    expect(at(2)).toEqual([0, 0, 0, 0]);
    expect(at(20)).toEqual([120, 60, 30, 255]);
    expect(at(7)[3], 'not thinned by being applied twice').toBe(128);
  });

  test('an opaque photo has none; a JPEG is not even looked at', async () => {
    expect(await ownAlpha(studio, await take(pair()))).toBeNull();
  });

  test('a picture that shows nothing is no product, flagged, and its file says review', async () => {
    const photo = await take(drawn('B0C4TR311X.png', [60, 40], () => {}));
    const result = await cutoutPhoto(studio, photo);
    expect(result).toMatchObject({ confidence: 0, flagged: true });
    const [project, cut] = written(photo, result.found);
    const { report } = await renderPhoto(studio, project, cut, { channel: 'amazon', role: 'main' });
    expect(report.findings.find(({ rule }) => rule === 'cutout-confidence')!.verdict).toBe('review');
  });
});

describe('odd pictures', () => {
  const dark = (size: readonly [number, number]) =>
    drawn('odd.png', size, (context) => {
      context.fillStyle = '#fff';
      context.fillRect(0, 0, ...size);
      context.fillStyle = '#203040';
      context.fillRect(size[0] / 4, size[1] / 4, size[0] / 2, size[1] / 2);
    });

  test.each([
    [1, 1],
    [2, 1],
    [3000, 150]
  ])('%i × %i px: a matte of that size', async (width, height) => {
    const photo = await take(dark([width, height]));
    const matte = await found(photo);
    const { width: w, height: h } = await studio.encode.call(async (api) =>
      api.readMatte(await studio.store.getBlob(matte.matte))
    );
    expect([w, h]).toEqual([width, height]);
  });

  test('a box in a picture of one pixel', async () => {
    const photo = await take(dark([1, 1]));
    const ask = asking({ box: { x: 0, y: 0, width: 1, height: 1 } });
    await expect(found(photo, ask)).resolves.toMatchObject({ ask });
  });
});

describe('ended half way', () => {
  test('a killed worker: worker-died, and the next photo is cut out', async () => {
    const photo = await take(boxes('killed.png', [LEFT]));
    const work = cutoutPhoto(studio, photo, {
      effort: 'fast',
      onStage: (stage) => stage === 'prepare' && studio.segment.end()
    });
    await expect(work).rejects.toMatchObject({ code: 'worker-died' });
    await expect(found(await take(boxes('next.png', [RIGHT])))).resolves.toMatchObject({
      model: 'isnet-fp16'
    });
  });

  test.each(['decode', 'load', 'infer'] as const)(
    'cancelled at %s: aborted, and the same photo is cut out afterwards',
    async (at) => {
      const photo = await take(boxes(`${at}.png`, [LEFT, [10, 10, at.length * 10, 40]]));
      const abort = new AbortController();
      const work = cutoutPhoto(studio, photo, {
        effort: 'fast',
        signal: abort.signal,
        onStage: (stage) => stage === at && abort.abort()
      });
      await expect(work).rejects.toMatchObject({ code: 'aborted' });
      await expect(found(photo)).resolves.toMatchObject({ model: 'isnet-fp16' });
    }
  );
});

describe('a matte of the host', () => {
  const grey = (width: number, height: number, value: number) =>
    studio.encode.call((api) =>
      api.writeMatte({ width, height, alpha: new Uint8Array(width * height).fill(value) })
    );

  test('of the photo’s size is taken, flagged nowhere', async () => {
    const photo = await take(boxes('B0C4TR311X.png', [LEFT]));
    const [project, cut] = written(photo, await takeMatte(studio, photo, await grey(900, 600, 255)));
    const { report } = await renderPhoto(studio, project, cut, { channel: 'amazon', role: 'main' });
    const trust = report.findings.find(({ rule }) => rule === 'cutout-confidence')!;
    expect(trust.verdict).toBe('not-applicable');
    expect(report.provenance.model).toBe('host');
  });

  test('of another size, in colour, cut short or no PNG at all is bad-request', async () => {
    const photo = await take(boxes('a.png', [LEFT]));
    const whole = await grey(900, 600, 128);
    const refused = [
      await grey(600, 900, 0),
      (await boxes('b.png', [LEFT])).data,
      whole.slice(0, whole.size - 20),
      new Blob(['JFIF'])
    ];
    for (const png of refused) {
      await expect(takeMatte(studio, photo, png)).rejects.toMatchObject({ code: 'bad-request' });
    }
  });
});

describe('a series', () => {
  test('photos of one product are asked the same, each at its own size; one that fails is named', async () => {
    const [first, second] = [await take(pair()), await take(boxes('second.png', [LEFT, RIGHT], '#fefefe'))];
    const lost: Photo = { ...second, id: 'lost', source: { ...second.source, sha256: 'f'.repeat(64) } };
    const box = { x: 500, y: 100, width: 350, height: 400 };
    let project = [first, second, lost].reduce(
      (before, photo) => addPhoto(before, photo),
      startProject('Test')
    );
    project = shareCutout(setAsk(project, first.id, { prompt: { ...NO_PROMPT, box } }), first.id, [
      second.id,
      'lost'
    ]);
    const answers: [string, Found][] = [];
    const failures = await cutoutSeries(studio, project.photos, { effort: 'fast' }, ({ id }, answer) =>
      answers.push([id, answer.found])
    );
    expect(failures.map(({ photo, error }) => [photo, error.code])).toEqual([['lost', 'not-found']]);
    for (const [id, answer] of answers) {
      const photo = setFound(project, id, answer).photos.find((each) => each.id === id)!;
      expect(await threeOf(await matteOf(studio, photo))).toEqual([0, 255, 0]);
    }
    expect(answers.map(([id]) => id)).toEqual([first.id, second.id]);
  });
});
