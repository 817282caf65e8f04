import { beforeEach, describe, expect, it } from 'vitest';
import {
  addPhoto,
  createProject,
  findPhoto,
  setCutout,
  setEdits
} from '../../../../src/lib/domain/document/change.ts';
import { IDENTITY_EDITS, type EditsPatch } from '../../../../src/lib/domain/document/edits.ts';
import type { Pixels } from '../../../../src/lib/domain/pixels.ts';
import { planRender } from '../../../../src/lib/domain/render/plan.ts';
import type { PictureRequest } from '../../../../src/lib/engine/compose/api.ts';
import type { Backend } from '../../../../src/lib/engine/compose/backend.ts';
import { Compositor } from '../../../../src/lib/engine/compose/compositor.ts';
import type { Layer } from '../../../../src/lib/engine/compose/layer.ts';
import { NOTES } from '../../domain/document/notes.ts';
import { amazon, blob, cutoutEdit, main, newPhoto } from '../../domain/samples.ts';
import { subject } from '../../domain/render/plans.ts';
import { picture } from './pictures.ts';

const SIDE = 10;
const EACH = SIDE * SIDE * 4;
const { adjust, shadow } = IDENTITY_EDITS;
const PROJECT = setCutout(
  addPhoto(createProject({ id: 'p', name: '', channels: ['amazon'] }), newPhoto('a')),
  'a',
  cutoutEdit('2')
);
const SUBJECT = subject({ width: 3000, height: 2000 }, { x: 500, y: 400, width: 1500, height: 900 });
const GREY = { backdrop: { kind: 'color', color: [9, 9, 9] } } as const;
const shaded = (strength: number): EditsPatch => ({
  shadow: { ...shadow, contact: { ...shadow.contact, strength } }
});
const bright = (exposure: number): EditsPatch => ({ adjust: { ...adjust, exposure } });
const WALL: EditsPatch = {
  backdrop: { kind: 'picture', blob: blob('7'), fit: 'cover', focus: { x: 0, y: 0 }, blur: 0 }
};

const ask = (edits: EditsPatch = {}): PictureRequest =>
  planRender(findPhoto(setEdits(PROJECT, 'a', edits), 'a'), amazon, main, SUBJECT);

/** A product in the left half; its shade darkens the row below the middle; its reflection is in the last row. */
const product = () => picture(SIDE, SIDE, (x) => (x < 5 ? [1, 2, 3, 255] : [0, 0, 0, 0]));
const composed = (behind: Pixels | null, isShaded: boolean, isReflected: boolean) =>
  picture(SIDE, SIDE, (x, y) => {
    if (x < 5) return [1, 2, 3, 255];
    if (isReflected && y === 9) return [1, 2, 3, 99];
    const under = behind ? behind.data[0]! : 0;
    return isShaded && y === 5 ? [0, 0, 0, behind ? 255 : 60] : [under, under, under, behind ? 255 : 0];
  });

class FakeBackend implements Backend<Pixels> {
  readonly name = 'cpu';
  /** What was painted, in order. */
  painted: string[] = [];
  readonly released: Pixels[] = [];
  /** While set, that pass fails. */
  broken: string | null = null;
  /** Pictures that are worked on at this moment, and the most there ever were. */

  async #paint(kind: string, make: () => Pixels): Promise<Pixels> {
    await new Promise((soon) => setTimeout(soon));
    if (kind === this.broken) throw new Error(`${kind} broke`);
    this.painted.push(kind);
    return make();
  }

  place = () => this.#paint('place', product);
  adjust = () => this.#paint('adjust', product);
  shadow = () => this.#paint('shadow', product);
  backdrop: Backend<Pixels>['backdrop'] = ({ backdrop }, wall) =>
    this.#paint(wall ? `backdrop of ${wall.width}` : 'backdrop', () => {
      const value = backdrop.kind === 'color' ? backdrop.color[0] : 0;
      return picture(SIDE, SIDE, () => [value, value, value, 255]);
    });
  scene: Backend<Pixels>['scene'] = async ({ method }, _photo, known) => ({
    picture: await this.#paint(known ? 'scene' : 'scene of the whole', product),
    extended: { method: method === 'auto' ? 'continue' : method, share: 0.25, confidence: 0.5 }
  });
  compose: Backend<Pixels>['compose'] = ({ reflection }, { shade, backdrop }) =>
    this.#paint('compose', () => composed(backdrop, shade !== null, reflection !== null));
  annotate: Backend<Pixels>['annotate'] = (_pass, under, insets) =>
    this.#paint(`annotate with ${[...insets.keys()].join()}`, () =>
      picture(SIDE, SIDE, (x, y) =>
        y === 0
          ? [255, 0, 0, 255]
          : ([...under.data.subarray((y * SIDE + x) * 4, (y * SIDE + x) * 4 + 4)] as never)
      )
    );
  read = async (made: Pixels) => {
    if (this.released.includes(made)) throw new Error('read after its release');
    return made;
  };
  readShade = async () => new Uint8Array();
  show = async (made: Pixels) => ({ shown: await this.read(made) }) as never;
  bytesOf = ({ data }: Pixels) => data.byteLength;
  release = (made: Pixels) => void this.released.push(made);
}

let backend: FakeBackend;
const make = (maxBytes = Infinity, layers: readonly string[] | null = null) =>
  new Compositor(
    backend,
    {
      layer: (key) => {
        if (layers && !layers.includes(key)) throw Object.assign(new Error('gone'), { code: 'not-found' });
        return {} as Layer;
      },
      picture: () => picture(77, 5, () => [0, 0, 0, 255])
    },
    maxBytes
  );
/** What a request costs. */
const costs = async (compositor: Compositor<Pixels>, edits?: EditsPatch) => {
  backend.painted = [];
  await compositor.render(ask(edits));
  return backend.painted;
};

beforeEach(() => (backend = new FakeBackend()));

describe('running passes', () => {
  it('each is painted once, in order, and a second request for the same picture paints nothing', async () => {
    const compositor = make();
    expect(await costs(compositor)).toEqual(['place', 'backdrop', 'compose']);
    expect(await costs(compositor)).toEqual([]);
    await compositor.show(ask());
    expect(backend.painted).toEqual([]);
  });

  it('a change costs its own pass and those over it', async () => {
    const compositor = make();
    await compositor.render(ask({ ...bright(1), ...shaded(0.5) }));
    expect(await costs(compositor, { ...bright(1), ...shaded(0.6) })).toEqual(['shadow', 'compose']);
    expect(await costs(compositor, { ...bright(2), ...shaded(0.6) })).toEqual(['adjust', 'compose']);
    expect(await costs(compositor, { ...bright(2), ...shaded(0.6), ...GREY })).toEqual([
      'backdrop',
      'compose'
    ]);
    expect(await costs(compositor, { ...bright(1), ...shaded(0.5) })).toEqual([]);
  });

  it('a picture backdrop gets its picture, an annotation its magnifiers’', async () => {
    const annotate = { language: null, notes: [NOTES.text, NOTES.magnifier] };
    const passes = ['place', 'backdrop of 77', 'compose', 'place', 'compose', 'annotate with magnifier'];
    expect(await costs(make(), { ...WALL, annotate })).toEqual(passes);
  });

  it('a pass that fails is not kept, and the next request starts from it', async () => {
    const compositor = make();
    backend.broken = 'backdrop';
    await expect(compositor.render(ask())).rejects.toThrow('backdrop broke');
    backend.broken = null;
    expect(await costs(compositor)).toEqual(['backdrop', 'compose']);
  });

  it('what is not held is not-found', async () => {
    await expect(make(Infinity, []).render(ask())).rejects.toMatchObject({ code: 'not-found' });
    const { passes, key } = ask();
    const without = passes.filter(({ kind }) => kind !== 'backdrop');
    await expect(make().render({ passes: without, key })).rejects.toMatchObject({ code: 'not-found' });
    await expect(make().render({ passes, key: 'compose-0' })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('what is kept', () => {
  it('goes by bytes, what was used longest ago first, after the picture is done', async () => {
    const compositor = make(4 * EACH);
    await compositor.render(ask());
    expect([compositor.bytes, backend.released.length]).toEqual([3 * EACH, 0]);
    await compositor.render(ask(bright(1)));
    expect([compositor.bytes, backend.released.length]).toEqual([4 * EACH, 1]);
    expect(await costs(compositor, bright(1))).toEqual([]);
    expect(await costs(compositor)).toEqual(['compose']);
  });

  it('nothing is released while a picture is being made from it', async () => {
    const compositor = make(0);
    await compositor.render(ask({ ...bright(1), ...shaded(1) }));
    expect([compositor.bytes, backend.released.length]).toEqual([0, 5]);
  });

  it('close lets go of everything', async () => {
    const compositor = make();
    await compositor.render(ask());
    compositor.close();
    expect([compositor.bytes, backend.released.length]).toEqual([0, 3]);
  });
});

describe('what is told of a picture', () => {
  const covering = async (edits: EditsPatch) => (await make().render(ask(edits))).covered;
  /** Rows of the right half, where no product is, that are covered. */
  const rows = (covered: { alpha: Uint8Array } | null) =>
    Array.from({ length: SIDE }, (_, y) => covered!.alpha[y * SIDE + 7]!).flatMap((a, y) => (a ? [y] : []));

  it('the finished pixels, and the matte of the placed product', async () => {
    const annotate = { language: null, notes: [NOTES.text] };
    const { pixels, matte } = await make().render(ask({ annotate }));
    expect([...pixels.data.subarray(0, 4)]).toEqual([255, 0, 0, 255]);
    expect([matte.width, matte.height, matte.alpha[4], matte.alpha[5]]).toEqual([SIDE, SIDE, 255, 0]);
  });

  it('covered is null where the product throws nothing, whatever is written over it', async () => {
    expect(await covering({})).toBeNull();
    expect(await covering({ ...GREY, annotate: { language: null, notes: [NOTES.text] } })).toBeNull();
  });

  it.each([
    ['a colour', GREY],
    ['nothing', { backdrop: { kind: 'transparent' } } as const]
  ])('over %s it is the product with its shade and its reflection, and no note', async (_what, backdrop) => {
    const reflected = { ...shadow, reflection: { ...shadow.reflection, strength: 0.5 } };
    const annotate = { language: null, notes: [NOTES.text] };
    const shade = await covering({ ...backdrop, ...shaded(0.5), annotate });
    expect(rows(shade)).toEqual([5]);
    expect(shade!.alpha[0]).toBe(255);
    expect(shade!.alpha[5 * SIDE + 7]).toBe(1);
    expect(rows(await covering({ ...backdrop, shadow: reflected, annotate }))).toEqual([9]);
  });
});

describe('a photo in its own surroundings', () => {
  const scene = (method: 'auto' | 'blur') => {
    const project = setEdits(PROJECT, 'a', { backdrop: { kind: 'scene', method } });
    const { passes, key } = planRender(findPhoto(project, 'a'), amazon, main, SUBJECT);
    return { passes, key };
  };

  it('is finished with its surroundings, and says how they were extended', async () => {
    const compositor = make();
    const { extended, covered } = await compositor.render(scene('blur'));
    expect(extended).toEqual({ method: 'blur', share: 0.25, confidence: 0.5 });
    expect(covered).toBeNull();
    expect(backend.painted).toEqual(['place', 'place', 'scene']);
  });

  it('is extended once, however often it is asked how', async () => {
    const compositor = make();
    await compositor.render(scene('auto'));
    expect(await compositor.extended(scene('auto'))).toMatchObject({ method: 'continue' });
    expect(backend.painted.filter((kind) => kind === 'scene')).toHaveLength(1);
  });

  it('other backdrops have none', async () => {
    const { passes, key } = planRender(findPhoto(PROJECT, 'a'), amazon, main, SUBJECT);
    expect((await make().render({ passes, key })).extended).toBeNull();
  });
});
