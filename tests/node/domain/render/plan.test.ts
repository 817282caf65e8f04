import { describe, expect, it } from 'vitest';
import { findChannel, findRole } from '../../../../src/lib/domain/channels/index.ts';
import { fill } from '../../../../src/lib/domain/compliance/checks/fill.ts';
import {
  addPhoto,
  createProject,
  findPhoto,
  setAsk,
  setCorrection,
  setCutout,
  setEdits,
  setVariant
} from '../../../../src/lib/domain/document/change.ts';
import type { Project } from '../../../../src/lib/domain/document/document.ts';
import { IDENTITY_ADJUST } from '../../../../src/lib/domain/document/edits/adjust.ts';
import { IDENTITY_SHADOW } from '../../../../src/lib/domain/document/edits/shadow.ts';
import { IDENTITY_FRAME, type FrameEdit } from '../../../../src/lib/domain/document/edits/frame.ts';
import { isRenderable, layerOf, layerPass, planRender } from '../../../../src/lib/domain/render/plan.ts';
import { frameTarget } from '../../../../src/lib/domain/render/target.ts';
import type { Role } from '../../../../src/lib/domain/channels/channel.ts';
import {
  amazon,
  blob,
  cutoutEdit,
  defective,
  filling,
  main,
  newPhoto,
  secondary,
  variantOf
} from '../samples.ts';
import { passOf, subject } from './plans.ts';

const EMPTY = addPhoto(createProject({ id: 'p', name: '', channels: ['amazon'] }), newPhoto('a'));
const CUT = setCutout(EMPTY, 'a', cutoutEdit('2'));
const SUBJECT = subject({ width: 3000, height: 2000 }, { x: 500, y: 400, width: 1500, height: 900 });

const colour = (...color: [number, number, number]) => ({ kind: 'color', color });
const plan = (project = CUT, role: Role = main, options = {}) =>
  planRender(findPhoto(project, 'a'), amazon, role, SUBJECT, options);

describe('frameTarget', () => {
  it('takes ratio, size, required minimum and fill from the profile', () => {
    expect(frameTarget(amazon, main, IDENTITY_FRAME)).toEqual({
      ratio: 1,
      longSide: 2000,
      requiredLongSide: 500,
      fill: 0.9,
      fills: { least: 0.85, most: 1, isAsked: false },
      leastFill: 0.85,
      measure: 'side',
      safe: { top: 0, bottom: 0, left: 0, right: 0 },
      padding: 0,
      shift: { x: 0, y: 0 },
      align: 'box'
    });
  });

  it('a size that the edits ask for is exact, as one that a caller asks for is, which goes first', () => {
    const edit = { ...IDENTITY_FRAME, longSide: 4096 };
    expect(frameTarget(amazon, main, edit)).toMatchObject({ longSide: 4096, requiredLongSide: 4096 });
    expect(frameTarget(amazon, main, edit, { longSide: 1024 }).longSide).toBe(1024);
    expect(frameTarget(amazon, main, edit, { atMost: 400 }).longSide).toBe(400);
  });

  it('what the app covers with its controls comes from the profile', () => {
    const story = findRole(findChannel('instagram-story'), 'story');
    expect(frameTarget(findChannel('instagram-story'), story, IDENTITY_FRAME).safe).toEqual(
      story.safeZone!.value
    );
  });

  const withFill = (min: number | null, max: number | null): Role => ({
    ...main,
    fill: { min: { ...main.fill.min!, value: min }, max: { ...main.fill.max!, value: max } }
  });
  it.each([
    [0.85, 1, null, 0.9],
    [0.95, 1, null, 0.95],
    [0.7, 0.85, null, 0.85],
    [null, null, null, 0.9],
    [0.85, 1, 0.97, 0.97],
    [0.85, 1, 0.2, 0.85],
    [0.75, 0.9, 1, 0.9],
    [null, null, 0.2, 0.2]
  ])('limits %s–%s with an edit of %s give a fill of %s', (min, max, edit, expected) => {
    expect(frameTarget(amazon, withFill(min, max), filling(edit)).fill).toBe(expected);
  });

  it.each<[Partial<FrameEdit>, number | null, object]>([
    [{ padding: 0.1 }, null, { fill: 0.8, padding: 0.1 }],
    [{ padding: 0.02 }, null, { fill: 0.9 }],
    [{ padding: 0.1, fill: 0.5 }, null, { fill: 0.5 }],
    [{ padding: 0.2, fill: 0.9 }, 0.85, { fill: 0.85 }],
    [{ ratio: 0.8 }, null, { ratio: 0.8 }],
    [{ shift: { x: -1, y: 0.5 } }, null, { shift: { x: -1, y: 0.5 } }]
  ])('a frame of %j where the channel asks for at least %s gives %j', (edit, min, expected) => {
    const role = withFill(min, null);
    expect(frameTarget(amazon, role, { ...IDENTITY_FRAME, ...edit })).toMatchObject(expected);
  });

  it('what is asked for one file counts before what the edits say', () => {
    expect(frameTarget(amazon, main, { ...IDENTITY_FRAME, ratio: 0.8 }, { ratio: 2 }).ratio).toBe(2);
  });

  it('an asked size is made even if that enlarges; a preview’s ceiling never enlarges', () => {
    expect(frameTarget(amazon, main, IDENTITY_FRAME, { longSide: 3000 })).toMatchObject({
      longSide: 3000,
      requiredLongSide: 3000
    });
    expect(frameTarget(amazon, main, IDENTITY_FRAME, { atMost: 256 })).toMatchObject({
      longSide: 256,
      requiredLongSide: 500
    });
    expect(frameTarget(amazon, main, IDENTITY_FRAME, { atMost: 9000 }).longSide).toBe(2000);
    expect(frameTarget(amazon, main, IDENTITY_FRAME, { ratio: 0.75 }).ratio).toBe(0.75);
  });

  const leaf = (value: number | [number, number]) => ({ ...main.px.min!, value });
  it.each<[string, Role['px'], number]>([
    ['longest', { measure: 'longest', min: leaf(500) }, 500],
    ['both', { measure: 'both', min: leaf(600) }, 800],
    ['shortest', { measure: 'shortest', min: leaf(600) }, 800],
    ['width', { measure: 'width', min: leaf(600) }, 800],
    ['a pair', { measure: 'both', min: leaf([300, 600]) }, 600],
    ['nothing', { measure: 'both' }, 1]
  ])(
    'in a 3 : 4 frame the required long side follows what the profile measures: %s',
    (_title, px, expected) => {
      const role: Role = { ...main, px, aspect: { required: { ...main.aspect.recommended!, value: '3:4' } } };
      expect(frameTarget(amazon, role, IDENTITY_FRAME)).toMatchObject({
        ratio: 0.75,
        requiredLongSide: expected,
        longSide: 2000
      });
    }
  );

  it('a minimum that only hearsay requires does not enlarge', () => {
    const unverified = variantOf(amazon, (draft) => (draft.status = 'unverified'));
    expect(frameTarget(unverified, main, IDENTITY_FRAME).requiredLongSide).toBe(1);
  });
});

describe('planRender', () => {
  it('cuts out, frames, and puts on white, in this order', () => {
    const { passes, placement } = plan();
    const [layer, place, backdrop, compose] = passes;
    const frame = { width: 1666, height: 1666 };
    expect(layer).toMatchObject({ kind: 'layer', source: blob('1'), matte: blob('2') });
    expect(place).toMatchObject({ kind: 'place', layer: layer!.key, frame, clip: null });
    expect(backdrop).toMatchObject({ kind: 'backdrop', frame, backdrop: colour(255, 255, 255) });
    expect(compose).toMatchObject({ kind: 'compose', product: place!.key, backdrop: backdrop!.key });
    expect([passes.length, placement.frame, placement.scale]).toEqual([4, frame, 1]);
  });

  it('the same photo, edits and target give the same keys', () => {
    expect(plan()).toEqual(plan(JSON.parse(JSON.stringify(CUT))));
    expect(plan().key).toBe(plan().passes.at(-1)!.key);
  });

  it('a change gives new keys from the pass on which it bears, and no earlier', () => {
    const before = plan().passes.map(({ key }) => key);
    const framed = plan(setEdits(CUT, 'a', { frame: filling(0.95) })).passes.map(({ key }) => key);
    expect(framed.map((key, index) => key === before[index])).toEqual([true, false, false, false]);
    const recut = plan(setCutout(CUT, 'a', cutoutEdit('3', { model: 'host', confidence: null })));
    expect(recut.passes.filter(({ key }) => before.includes(key)).map(({ kind }) => kind)).toEqual([
      'backdrop'
    ]);
    const sure = plan(setCutout(CUT, 'a', cutoutEdit('2', { model: 'host', confidence: 0.1 })));
    expect(sure.passes.map(({ key }) => key)).toEqual(before);
  });

  it('a correction gives another layer; corrections that undo each other give the first one back', () => {
    const corrected = setCorrection(CUT, 'a', { grow: 2 });
    const { layer } = plan(corrected);
    expect(layer).toMatchObject({ matte: blob('2'), correction: { grow: 2 } });
    expect(layer.key).not.toBe(plan().layer.key);
    expect(plan(setCorrection(corrected, 'a', { grow: 0 })).layer).toEqual(plan().layer);
    expect(plan().layer.correction).toBeNull();
  });

  it('what is asked next changes no pixel: the layer is the same until it is answered', () => {
    expect(plan(setAsk(CUT, 'a', { holes: 'cut' })).key).toBe(plan().key);
  });

  it('another original gives another layer, another name or product does not', () => {
    const photo = findPhoto(CUT, 'a');
    const { key } = layerOf(photo);
    expect(layerPass({ ...photo, name: 'b.jpg', productId: 'm' }, amazon, main).key).toBe(key);
    expect(layerPass({ ...photo, source: blob('9') }, amazon, main).key).not.toBe(key);
  });

  it('a preview shares the layer; all else is as large as its frame', () => {
    const preview = plan(CUT, main, { atMost: 400 });
    expect(preview.layer).toEqual(plan().layer);
    expect(preview.frame).toEqual({ width: 400, height: 400 });
    const keys = plan().passes.map(({ key }) => key);
    expect(preview.passes.filter(({ key }) => keys.includes(key))).toEqual([preview.layer]);
  });

  it('the layer’s key is known before the product’s box is', () => {
    expect(layerPass(findPhoto(CUT, 'a'), amazon, main)).toEqual(plan().layer);
  });

  it('ten thousand plans have ten thousand keys', () => {
    const photo = findPhoto(CUT, 'a');
    const keys = Array.from({ length: 10_000 }, (_, index) => {
      const box = { x: index, y: 400, width: 1500, height: 900 };
      return planRender(photo, amazon, main, { ...SUBJECT, box }).key;
    });
    expect(new Set(keys).size).toBe(10_000);
    expect(keys[0]).toMatch(/^compose-[0-9a-f]{16}$/);
  });

  it('a variant’s edits count for that variant alone', () => {
    const project = setVariant(CUT, 'a', 'amazon/main', { frame: filling(1) });
    expect(plan(project, main).key).not.toBe(plan().key);
    expect(plan(project, secondary).key).toBe(plan(CUT, secondary).key);
  });

  it('a channel’s own background colour is taken, and white where it asks for none', () => {
    const grey: Role = {
      ...main,
      background: { ...main.background, value: { rule: 'solid', rgb: [240, 240, 240] } }
    };
    expect(passOf(plan(CUT, grey), 'backdrop').backdrop).toEqual(colour(240, 240, 240));
    expect(passOf(plan(CUT, secondary), 'backdrop').backdrop).toEqual(colour(255, 255, 255));
  });

  it('a photo without product is placed whole', () => {
    const none = planRender(findPhoto(CUT, 'a'), amazon, main, { ...SUBJECT, box: null, hull: [] });
    expect(none.placement).toMatchObject({ frame: { width: 2000, height: 2000 }, scale: 0.6 });
  });

  it('a photo that is not cut out has no plan', () => {
    expect(() => plan(EMPTY)).toThrow(expect.objectContaining({ code: 'no-cutout', data: { photo: 'a' } }));
  });

  it('what is planned passes the fill rule, for every size of product and every allowed fill', () => {
    for (let long = 430; long <= 2600; long += 7) {
      for (const asked of [null, 0.85, 0.95, 1]) {
        const tall = subject({ width: 3000, height: 3000 }, { x: 9, y: 9, width: 100, height: long });
        const project = setEdits(CUT, 'a', { frame: filling(asked) });
        const { frame, scale } = planRender(findPhoto(project, 'a'), amazon, main, tall).placement;
        const box = { x: 0, y: 0, width: 1, height: Math.round(long * scale) };
        const longSide = box.height / frame.height;
        const measured = defective({ file: { ...frame }, fill: { box, longSide } });
        expect(fill({ measured, channel: amazon, role: main }).verdict, `${long} px at ${asked}`).toBe(
          'pass'
        );
      }
    }
  });

  it('a share of the area is one thing to who places and who measures: met, or the product is too thin', () => {
    const otto = findChannel('otto');
    const role = findRole(otto, 'main');
    const reasons = new Set<string | undefined>();
    for (let wide = 200; wide <= 2600; wide += 50) {
      const shown = subject({ width: 3000, height: 3000 }, { x: 9, y: 9, width: wide, height: 2400 });
      const { frame, scale } = planRender(findPhoto(CUT, 'a'), otto, role, shown).placement;
      const box = { x: 0, y: 0, width: Math.round(wide * scale), height: Math.round(2400 * scale) };
      const longSide = Math.max(box.width / frame.width, box.height / frame.height);
      const boxArea = (box.width * box.height) / (frame.width * frame.height);
      const measured = defective({
        file: { ...frame },
        fill: { box, longSide, boxArea, maskArea: boxArea / 2 }
      });
      reasons.add(fill({ measured, channel: otto, role }).reason);
      expect(longSide).toBeLessThan(0.96);
    }
    expect([...reasons].sort()).toEqual(['ok', 'thin']);
  });
});

describe('a photo in its own surroundings', () => {
  const scene = { backdrop: { kind: 'scene', method: 'auto' } } as const;
  const uncut = addPhoto(createProject({ id: 'p', name: 'p', channels: ['amazon'] }), newPhoto('a'));
  const whole = { width: 3000, height: 2000, box: null, hull: [], mass: null };

  it('needs no cutout: the whole photo is the layer, and nobody knows where the product is', () => {
    const photo = findPhoto(setEdits(uncut, 'a', scene), 'a');
    expect(isRenderable(photo, 'amazon/secondary')).toBe(true);
    const plan = planRender(photo, amazon, secondary, whole);
    expect(plan.passes.map(({ kind }) => kind)).toEqual(['layer', 'place', 'scene']);
    expect(plan).toMatchObject({ isProductKnown: false, key: passOf(plan, 'scene').key });
    expect(passOf(plan, 'layer').matte).toBeNull();
    expect(passOf(plan, 'scene').product).toBeNull();
  });

  it('on any other backdrop a photo that is not cut out is refused as before', () => {
    const photo = findPhoto(uncut, 'a');
    expect(isRenderable(photo, 'amazon/secondary')).toBe(false);
    expect(() => planRender(photo, amazon, secondary, whole)).toThrow(
      expect.objectContaining({ code: 'no-cutout' })
    );
  });

  const cut = setCutout(setEdits(uncut, 'a', scene), 'a', cutoutEdit('2'));
  const boxed = subject({ width: 3000, height: 2000 }, { x: 1000, y: 500, width: 900, height: 900 });
  const kindsOf = (project: Project) =>
    planRender(findPhoto(project, 'a'), amazon, secondary, boxed).passes.map(({ kind }) => kind);

  it('a cutout says what may not be repeated; the picture stays as it was taken', () => {
    expect(kindsOf(cut)).toEqual(['layer', 'layer', 'place', 'place', 'scene']);
  });

  it('only a product that is to look otherwise is laid over its surroundings', () => {
    const lighter = setEdits(cut, 'a', { adjust: { ...IDENTITY_ADJUST, exposure: 0.5 } });
    expect(kindsOf(lighter)).toEqual(['layer', 'layer', 'place', 'place', 'adjust', 'scene', 'compose']);
  });

  it('the shadow that the photo has is not laid on it again', () => {
    const shaded = setEdits(cut, 'a', { shadow: { ...IDENTITY_SHADOW, original: { strength: 1 } } });
    expect(kindsOf(shaded)).not.toContain('shadow');
  });

  it('a whole photo is adjusted before it is extended, so that no seam shows', () => {
    const photo = setEdits(setEdits(uncut, 'a', scene), 'a', {
      adjust: { ...IDENTITY_ADJUST, exposure: 0.5 }
    });
    const plan = planRender(findPhoto(photo, 'a'), amazon, secondary, whole);
    expect(passOf(plan, 'scene').photo).toBe(passOf(plan, 'adjust').key);
  });
});
