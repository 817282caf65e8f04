import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findPhoto } from '../../../src/lib/domain/document/change.ts';
import type { SavedProject } from '../../../src/lib/embed/project-owner.ts';
import type { Events, Packshot, PhotoInput } from '../../../src/lib/embed/sdk/types.ts';
import { filling } from '../domain/samples.ts';
import { code, connect, photo, type Connected } from './connected.ts';
import { CUTOUT_PNG, DETECTIONS, PHOTO_SIZE, type FakeStudio } from './fake-studio.ts';

let studio: FakeStudio;
let owner: SavedProject;
let packshot: Packshot;
let raw: Connected['raw'];
let end: () => void;

beforeEach(async () => ({ studio, owner, packshot, raw, end } = await connect()));
afterEach(() => end());

const add = async (text?: string, more: Partial<PhotoInput> = {}): Promise<string> =>
  (await packshot.addPhoto({ name: 'a.jpg', data: photo(text), ...more })).id;
const cutoutOf = (id: string) => findPhoto(owner.project, id).edits.cutout;
const BOX = { x: 4, y: 5, width: 20, height: 10 };

describe('embed: cutout', () => {
  it('prepare fetches, counts bytes in `progress`, warms; a second one only warms', async () => {
    const progress: Events['progress'][] = [];
    packshot.on('progress', (data) => progress.push(data));
    await packshot.prepare();
    await packshot.prepare();
    expect(studio.worked).toEqual(['download isnet-fp16', 'warm isnet-fp16 auto', 'warm isnet-fp16 auto']);
    expect(progress).toEqual(
      [50, 100].map((done) => ({ task: 'prepare', stage: 'model', done, total: 100 }))
    );
  });

  it('an unknown model is `model-unavailable`', async () => {
    const { id } = await packshot.addPhoto({ name: 'a.jpg', data: photo() });
    await expect(packshot.prepare({ model: 'rmbg' })).rejects.toEqual(code('model-unavailable'));
    await expect(packshot.cutout(id, { model: 'rmbg' })).rejects.toEqual(code('model-unavailable'));
  });

  it('cutout answers confidence, flag, model and times, tells its stages, and the matte can be had', async () => {
    const { id } = await packshot.addPhoto({ name: 'a.jpg', data: photo() });
    const stages: string[] = [];
    packshot.on('progress', (data) => stages.push(`${data.task} ${data.id === id} ${data.stage}`));
    const result = await packshot.cutout(id);
    expect(result).toMatchObject({ confidence: 0.4, flagged: true, model: 'isnet-fp16', candidates: 2 });
    expect(result.provider).toBe('wasm');
    expect((await packshot.cutout(id)).provider).toBeNull();
    expect(result.ranked).toEqual(['squash', 'letter'].map((id) => ({ id, score: 0.4 })));
    expect(Object.keys(result.ms).sort()).toEqual(['decode', 'infer', 'prepare', 'refine', 'total']);
    expect(result).not.toHaveProperty('found');
    expect([...new Set(stages)]).toEqual(
      ['model', 'decode', 'infer', 'store'].map((stage) => `cutout true ${stage}`)
    );
    const matte = await packshot.getMatte(id);
    expect([matte.type, matte.size]).toEqual(['image/png', PHOTO_SIZE.width * PHOTO_SIZE.height]);
    expect(await (await packshot.getCutout(id)).text()).toBe(CUTOUT_PNG);
  });

  it.each(['fast', 'auto', 'best'] as const)('effort %s is what the engine is asked', async (effort) => {
    const { id } = await packshot.addPhoto({ name: 'a.jpg', data: photo() });
    await packshot.cutout(id, { effort });
    expect(studio.worked).toContain(`segment isnet-fp16 ${effort}`);
  });

  it('before a cutout, matte and cutout are `no-cutout`', async () => {
    const { id } = await packshot.addPhoto({ name: 'a.jpg', data: photo() });
    await expect(packshot.getMatte(id)).rejects.toEqual(code('no-cutout'));
    await expect(packshot.getCutout(id)).rejects.toEqual(code('no-cutout'));
  });

  it('an aborted cutout rejects at once, changes nothing, and the next one works', async () => {
    const { id } = await packshot.addPhoto({ name: 'a.jpg', data: photo() });
    let finish = () => {};
    studio.infer = new Promise((resolve) => (finish = resolve));
    const controller = new AbortController();
    const stopped = packshot.cutout(id, { signal: controller.signal });
    await vi.waitFor(() => expect(studio.worked.at(-1)).toContain('segment'));
    controller.abort();
    await expect(stopped).rejects.toEqual(code('aborted'));
    await raw('ping', {}); // the cancel was sent before it
    finish();
    await expect(packshot.getMatte(id)).rejects.toEqual(code('no-cutout'));
    await expect(packshot.cutout(id)).resolves.toMatchObject({ candidates: 2 });
  });

  it('a cutout that was aborted while it waited never starts', async () => {
    const ids = await Promise.all(
      ['a', 'b'].map((name) => packshot.addPhoto({ name, data: photo(name) }).then(({ id }) => id))
    );
    await packshot.prepare();
    let finish = () => {};
    studio.infer = new Promise((resolve) => (finish = resolve));
    const first = packshot.cutout(ids[0]!);
    const controller = new AbortController();
    const second = packshot.cutout(ids[1]!, { signal: controller.signal });
    await vi.waitFor(() => expect(studio.worked.at(-1)).toContain('segment'));
    controller.abort();
    await expect(second).rejects.toEqual(code('aborted'));
    await raw('ping', {});
    finish();
    await first;
    expect(studio.worked.filter((work) => work.startsWith('segment'))).toHaveLength(1);
  });

  it('a photo removed while it was cut out stays removed', async () => {
    const { id } = await packshot.addPhoto({ name: 'a.jpg', data: photo() });
    let finish = () => {};
    studio.infer = new Promise((resolve) => (finish = resolve));
    const cutting = packshot.cutout(id);
    await vi.waitFor(() => expect(studio.worked.at(-1)).toContain('segment'));
    await packshot.removePhoto(id);
    finish();
    await expect(cutting).rejects.toEqual(code('not-found'));
    expect(owner.project.photos).toEqual([]);
  });
});

describe('embed: what a cutout is asked', () => {
  it('box, clicks, holes and pick reach the engine and the document in one change', async () => {
    const id = await add();
    const change = vi.spyOn(owner, 'change');
    const prompt = { box: BOX, include: [{ x: 5, y: 6 }], exclude: [{ x: 1, y: 1 }] };
    await packshot.cutout(id, { prompt, holes: 'cut', pick: 'letter' });
    const ask = { prompt: { ...prompt, text: null }, holes: 'cut', pick: 'letter' };
    expect(studio.asked).toEqual([
      { model: 'isnet-fp16', effort: 'auto', ask, photo: findPhoto(owner.project, id).source.sha256 }
    ]);
    expect(cutoutOf(id)).toMatchObject({ ask, found: { ask } });
    expect(change).toHaveBeenCalledTimes(1);
  });

  it('what the edits say counts where the call says nothing, and an empty prompt ends it', async () => {
    const id = await add();
    await packshot.setEdits(id, { cutout: { ask: { prompt: { box: BOX } } } });
    await packshot.cutout(id);
    await packshot.cutout(id, { prompt: {} });
    expect(studio.asked.map(({ ask }) => ask?.prompt.box)).toEqual([BOX, null]);
  });

  it('another prompt lets go of a picked candidate, another effort does not', async () => {
    const id = await add();
    await packshot.cutout(id, { pick: 'letter' });
    await packshot.cutout(id, { effort: 'best' });
    await packshot.cutout(id, { prompt: { box: BOX } });
    expect(studio.asked.map(({ ask }) => ask?.pick)).toEqual(['letter', 'letter', null]);
  });

  it.each([
    ['box', { box: { x: 41, y: 0, width: 5, height: 5 } }],
    ['box', { box: { x: -9, y: 0, width: 9, height: 5 } }],
    ['box', { box: { ...BOX, width: 0 } }],
    [
      'include.1',
      {
        include: [
          { x: 1, y: 1 },
          { x: 40, y: 1 }
        ]
      }
    ],
    ['exclude.0', { exclude: [{ x: 1, y: -1 }] }]
  ])('%s of %j lies outside: `bad-request` that names it, and nothing runs', async (at, prompt) => {
    const id = await add();
    const before = studio.worked.length;
    const refused = packshot.cutout(id, { prompt });
    await expect(refused).rejects.toMatchObject({
      code: 'bad-request',
      data: { path: `cutout.prompt.${at}`, ...PHOTO_SIZE }
    });
    expect(studio.worked).toHaveLength(before);
  });

  it('of a box that reaches beyond the picture the engine gets what lies in it; the document keeps it', async () => {
    const id = await add();
    const box = { x: -5, y: 20, width: 20, height: 100 };
    await packshot.cutout(id, { prompt: { box } });
    expect(studio.asked[0]?.ask?.prompt.box).toEqual({ x: 0, y: 20, width: 15, height: 10 });
    expect(cutoutOf(id).ask.prompt.box).toEqual(box);
  });

  it('stock imgly takes no prompt: `unsupported-prompt`, and nothing is fetched', async () => {
    const id = await add();
    const before = studio.worked.length;
    const refused = packshot.cutout(id, { model: 'imgly-isnet-fp16', prompt: { box: BOX } });
    await expect(refused).rejects.toMatchObject({
      code: 'unsupported-prompt',
      data: { reason: 'no-prompts' }
    });
    expect(studio.worked).toHaveLength(before);
  });
});

describe('embed: words', () => {
  it.each(['mug', 'ly', 'CUP'])(
    '"%s" becomes the box of the most certain cup; the document keeps the word',
    async (text) => {
      const id = await add();
      await packshot.cutout(id, { prompt: { text } });
      expect(studio.asked[0]?.ask?.prompt).toEqual({
        box: DETECTIONS[0]!.box,
        include: [],
        exclude: [],
        text: null
      });
      expect(cutoutOf(id).ask.prompt).toMatchObject({ box: null, text });
    }
  );

  it.each([
    ['zeppelin', 'unknown-word'],
    ['giraffe', 'not-found']
  ])('"%s" is `unsupported-prompt` with reason %s', async (text, reason) => {
    const id = await add();
    const refused = packshot.cutout(id, { prompt: { text } });
    await expect(refused).rejects.toMatchObject({ code: 'unsupported-prompt', data: { text, reason } });
    expect(studio.asked).toEqual([]);
    expect(cutoutOf(id).ask.prompt.text).toBeNull();
  });

  it('an unknown word is refused before anything is fetched', async () => {
    const id = await add();
    await packshot.cutout(id, { prompt: { text: 'zeppelin' } }).catch(() => {});
    expect(studio.worked.filter((work) => /download|detect/.test(work))).toEqual([]);
  });

  it('a model that reads words gets the word itself', async () => {
    const id = await add();
    await packshot.cutout(id, { model: 'reader', prompt: { text: 'zeppelin' } });
    expect(studio.asked[0]?.ask?.prompt).toMatchObject({ box: null, text: 'zeppelin' });
    expect(studio.worked).not.toContain('detect');
  });

  it('a box says more than a word: nothing is detected', async () => {
    const id = await add();
    await packshot.cutout(id, { prompt: { text: 'zeppelin', box: BOX } });
    expect(studio.asked[0]?.ask?.prompt).toMatchObject({ box: BOX, text: null });
    expect(studio.worked).not.toContain('detect');
  });
});

describe('embed: a photo that is cut out already', () => {
  const png = (text: string) => add(text, { name: 'a.png', data: photo(text, 'image/png') });

  it('its own alpha is the matte, sure, without any model', async () => {
    const id = await png('cut out');
    const result = await packshot.cutout(id);
    expect(result).toMatchObject({
      model: 'own-alpha',
      confidence: 1,
      flagged: false,
      candidates: 0,
      ranked: []
    });
    expect(studio.worked.filter((work) => /download|segment/.test(work))).toEqual([]);
    expect(cutoutOf(id).found).toMatchObject({ model: 'own-alpha', confidence: 1 });
  });

  it('a model that is named, or a prompt, is asked all the same', async () => {
    const id = await png('cut out');
    expect(await packshot.cutout(id, { model: 'isnet-fp16' })).toMatchObject({ model: 'isnet-fp16' });
    expect(await packshot.cutout(id, { prompt: { box: BOX } })).toMatchObject({ model: 'isnet-fp16' });
  });

  it('a picture that shows nothing is flagged with confidence 0', async () => {
    const id = await png('invisible');
    expect(await packshot.cutout(id)).toMatchObject({ model: 'own-alpha', confidence: 0, flagged: true });
  });

  it.each(['veil', 'round corners', 'opaque'])('%s is no cutout: the model is asked', async (text) => {
    const id = await png(text);
    expect(await packshot.cutout(id)).toMatchObject({ model: 'isnet-fp16' });
  });

  it('is looked at once a photo, transparent or not', async () => {
    for (const text of ['cut out', 'opaque']) {
      const id = await png(text);
      await packshot.cutout(id);
      await packshot.cutout(id);
    }
    expect(studio.worked.filter((work) => work === 'encode.readAlpha')).toHaveLength(2);
  });

  it('`own-alpha` by name takes a veil too, and is `bad-request` for an opaque photo', async () => {
    expect(await packshot.cutout(await png('veil'), { model: 'own-alpha' })).toMatchObject({ confidence: 1 });
    for (const id of [await png('opaque'), await add()]) {
      const refused = packshot.cutout(id, { model: 'own-alpha' });
      await expect(refused).rejects.toMatchObject({ code: 'bad-request', data: { path: 'model' } });
    }
  });
});

describe('embed: mattes of the host', () => {
  /** The head of a PNG (PNG 11.2.1), then `rest`. */
  const grey = ({ width, height } = PHOTO_SIZE, depth = 8, colourType = 0, rest = 'whole'): Blob => {
    const head = new DataView(new ArrayBuffer(26));
    head.setUint32(0, 0x89504e47);
    head.setUint32(16, width);
    head.setUint32(20, height);
    head.setUint8(24, depth);
    head.setUint8(25, colourType);
    return new Blob([head.buffer, rest], { type: 'image/png' });
  };

  it('takes the place of a model’s, sure of nothing and never flagged, and keeps corrections', async () => {
    const id = await add();
    await packshot.setEdits(id, { cutout: { correction: { grow: 2 } } });
    await packshot.setMatte(id, grey());
    expect(cutoutOf(id)).toMatchObject({
      found: { model: 'host', confidence: null, doubt: null },
      correction: { grow: 2 }
    });
    expect((await packshot.getEdits(id)).cutout.found).toMatchObject({ model: 'host', confidence: null });
  });

  it.each([
    ['no PNG', () => photo('JFIF')],
    ['empty', () => new Blob([])],
    ['of another size', () => grey({ width: 30, height: 40 })],
    ['16 bits deep', () => grey(PHOTO_SIZE, 16)],
    ['RGBA', () => grey(PHOTO_SIZE, 8, 6)],
    ['damaged', () => grey(PHOTO_SIZE, 8, 0, 'damaged')]
  ])('%s is `bad-request` and changes nothing', async (_what, png) => {
    const id = await add();
    const before = owner.project;
    const refused = packshot.setMatte(id, png());
    await expect(refused).rejects.toMatchObject({ code: 'bad-request', data: { path: 'png' } });
    expect(owner.project).toBe(before);
  });
});

describe('embed: edits', () => {
  const STROKE = { kind: 'erase', points: [1, 2, 3, 4], radius: 5, hardness: 0.5, snap: true } as const;

  it('read as they are, without the names of kept pixels', async () => {
    const id = await add();
    await packshot.cutout(id);
    const edits = await packshot.getEdits(id);
    expect(Object.keys(edits.cutout.found ?? {}).sort()).toEqual(['ask', 'confidence', 'model']);
    expect(edits.frame).toEqual(filling(null));
  });

  it('fields that are given are replaced, the others stay', async () => {
    const id = await add();
    await packshot.setEdits(id, { cutout: { correction: { strokes: [STROKE], feather: 2 } } });
    const edits = await packshot.setEdits(id, {
      cutout: { correction: { feather: 0 } },
      frame: { fill: 0.9 }
    });
    expect(edits.cutout.correction).toEqual({
      strokes: [STROKE],
      invert: false,
      smooth: 0,
      grow: 0,
      feather: 0
    });
    expect(edits.frame).toEqual(filling(0.9));
    expect(edits).toEqual(await packshot.getEdits(id));
  });

  it.each([
    [{ cutout: { correction: { grow: 65 } } }, 'cutout.correction.grow'],
    [
      { cutout: { correction: { strokes: [{ ...STROKE, radius: 0 }] } } },
      'cutout.correction.strokes.0.radius'
    ],
    [
      { cutout: { correction: { strokes: [{ ...STROKE, points: [1] }] } } },
      'cutout.correction.strokes.0.points'
    ],
    [{ cutout: { correction: { invert: 1 } } }, 'cutout.correction.invert'],
    [{ cutout: { ask: { prompt: { box: { x: 99, y: 0, width: 9, height: 9 } } } } }, 'cutout.ask.prompt.box'],
    [{ frame: { fill: 2 } }, 'frame.fill']
  ])('%j is `bad-request` at %s and changes nothing', async (patch, at) => {
    const id = await add();
    const before = owner.project;
    await expect(raw('setEdits', { id, patch })).rejects.toMatchObject({
      code: 'bad-request',
      data: { path: `setEdits.patch.${at}` }
    });
    expect(owner.project).toBe(before);
  });

  it('getMatte gives the corrected matte, and the found one where nothing is corrected', async () => {
    const id = await add();
    await packshot.cutout(id);
    const first = async () => new Uint8Array(await (await packshot.getMatte(id)).arrayBuffer())[0];
    expect(await first()).toBe(255);
    await packshot.setEdits(id, { cutout: { correction: { grow: 1 } } });
    expect(await first()).toBe(7);
  });

  it('another correction of a held layer decodes nothing again', async () => {
    const id = await add();
    await packshot.cutout(id);
    await packshot.getCutout(id);
    const before = studio.worked.length;
    for (const grow of [1, 2, 0]) {
      await packshot.setEdits(id, { cutout: { correction: { grow } } });
      await packshot.getCutout(id);
    }
    expect(studio.worked.slice(before)).toEqual(['compose.correct', 'compose.correct']);
  });
});

describe('embed: a series', () => {
  const series = async () => {
    const ids: string[] = [];
    for (const text of ['a', 'b', 'c']) ids.push(await add(text, { sku: 'MUG' }));
    const other = await add('d', { sku: 'VASE' });
    const [from, second, third] = ids as [string, string, string];
    await packshot.cutout(from, { prompt: { box: BOX }, holes: 'cut' });
    return { from, second, third, other };
  };

  it('photos of one product are asked the same and cut out, in one change; other products are left alone', async () => {
    const { from, second, third, other } = await series();
    const change = vi.spyOn(owner, 'change');
    expect(await packshot.shareCutout(from)).toEqual({ shared: [second, third], kept: [], failed: [] });
    for (const id of [second, third]) {
      expect(cutoutOf(id)).toMatchObject({
        isShared: true,
        ask: { prompt: { box: BOX }, holes: 'cut' },
        found: { ask: { prompt: { box: BOX }, holes: 'cut' } }
      });
    }
    expect(cutoutOf(other)).toMatchObject({ isShared: false, found: null });
    expect(change).toHaveBeenCalledTimes(1);
  });

  it('what a person prompted or corrected is kept', async () => {
    const { from, second, third } = await series();
    await packshot.setEdits(second, { cutout: { correction: { grow: 3 } } });
    const before = cutoutOf(second);
    const to = [from, second, third, third];
    expect(await packshot.shareCutout(from, to)).toEqual({ shared: [third], kept: [second], failed: [] });
    expect(cutoutOf(second)).toEqual(before);
  });

  it('one that fails is named with its code, and the others go on', async () => {
    const { from, second, third } = await series();
    const getBlob = studio.store.getBlob.bind(studio.store);
    const lost = findPhoto(owner.project, second).source.sha256;
    vi.spyOn(studio.store, 'getBlob').mockImplementation(async (ref) => {
      if (ref.sha256 !== lost) return getBlob(ref);
      throw Object.assign(new Error('gone'), { name: 'NotReadableError' });
    });
    const { shared, failed } = await packshot.shareCutout(from);
    expect([shared, failed.map(({ id, code }) => [id, code])]).toEqual([[third], [[second, 'worker-died']]]);
  });

  it('aborted, it changes nothing', async () => {
    const { from } = await series();
    const before = owner.project;
    let finish = () => {};
    studio.infer = new Promise((resolve) => (finish = resolve));
    const controller = new AbortController();
    const stopped = packshot.shareCutout(from, undefined, { signal: controller.signal });
    await vi.waitFor(() => expect(studio.asked).toHaveLength(2));
    controller.abort();
    await expect(stopped).rejects.toEqual(code('aborted'));
    await raw('ping', {});
    finish();
    expect(owner.project).toBe(before);
    expect(studio.held.now).toBe(0);
  });

  it('one that is cut out already keeps its alpha where nothing is asked, and needs no model', async () => {
    const from = await add('a', { sku: 'MUG' });
    const cut = await add('', { sku: 'MUG', name: 'b.png', data: photo('cut out', 'image/png') });
    expect(await packshot.shareCutout(from)).toMatchObject({ shared: [cut] });
    expect(cutoutOf(cut).found?.model).toBe('own-alpha');
    expect(studio.worked.filter((work) => /download|segment/.test(work))).toEqual([]);
  });

  it('stock imgly cannot be asked for a series with a prompt', async () => {
    const { from } = await series();
    const refused = packshot.shareCutout(from, undefined, { model: 'imgly-isnet-fp16' });
    await expect(refused).rejects.toEqual(code('unsupported-prompt'));
  });

  it('a photo that does not exist is `not-found`', async () => {
    const { from } = await series();
    await expect(packshot.shareCutout(from, ['nobody'])).rejects.toEqual(code('not-found'));
    await expect(packshot.shareCutout('nobody')).rejects.toEqual(code('not-found'));
  });
});
