import { describe, expect, it } from 'vitest';
import type { Role } from '../../../../src/lib/domain/channels/channel.ts';
import {
  addPhoto,
  createProject,
  findPhoto,
  setCutout,
  setEdits
} from '../../../../src/lib/domain/document/change.ts';
import { IDENTITY_EDITS, type EditsPatch } from '../../../../src/lib/domain/document/edits.ts';
import type { BackdropEdit, SetBackdrop } from '../../../../src/lib/domain/document/edits/backdrop.ts';
import type { ShadowEdit } from '../../../../src/lib/domain/document/edits/shadow.ts';
import type { Pass } from '../../../../src/lib/domain/render/pass.ts';
import { moved } from '../../../../src/lib/domain/render/matrix.ts';
import { planRender, type RenderOptions, type RenderPlan } from '../../../../src/lib/domain/render/plan.ts';
import { NOTES } from '../document/notes.ts';
import { amazon, blob, cutoutEdit, filling, main, newPhoto, secondary } from '../samples.ts';
import { passOf, subject } from './plans.ts';

const { adjust, shadow, crop } = IDENTITY_EDITS;
const PROJECT = setCutout(
  addPhoto(createProject({ id: 'p', name: '', channels: ['amazon'] }), newPhoto('a')),
  'a',
  cutoutEdit('2')
);
/** So large that its frame is the channel's largest, whatever is asked of it. */
const SUBJECT = subject({ width: 6000, height: 4000 }, { x: 500, y: 400, width: 5000, height: 3000 });

const plan = (edits: EditsPatch = {}, options: RenderOptions = {}, role: Role = main): RenderPlan =>
  planRender(findPhoto(setEdits(PROJECT, 'a', edits), 'a'), amazon, role, SUBJECT, options);
const kindsOf = ({ passes }: RenderPlan) => passes.map(({ kind }) => kind);
const shaded = (part: keyof ShadowEdit, strength = 0.5): ShadowEdit => ({
  ...shadow,
  [part]: { ...(shadow[part] as object), strength }
});

const GRADIENT: BackdropEdit = {
  kind: 'gradient',
  shape: 'radial',
  angle: 0,
  stops: [
    { at: 0, color: [255, 255, 255] },
    { at: 1, color: [200, 200, 210] }
  ]
};
const SET: SetBackdrop = {
  kind: 'set',
  set: 'podium',
  color: [220, 220, 220],
  horizon: 0.6,
  light: { azimuth: -30, elevation: 45 },
  softness: 0.5
};
const PICTURE: BackdropEdit = {
  kind: 'picture',
  blob: blob('7'),
  fit: 'cover',
  focus: { x: 0.5, y: 0.5 },
  blur: 0
};
/** Everything at once. */
const ALL: EditsPatch = {
  adjust: { ...adjust, exposure: 0.5 },
  backdrop: GRADIENT,
  shadow: { ...shaded('contact'), reflection: { ...shadow.reflection, strength: 0.3 } },
  annotate: { language: 'vi', notes: Object.values(NOTES) }
};

describe('which passes a picture needs', () => {
  const PLAIN = ['layer', 'place', 'backdrop', 'compose'];

  it.each<[string, EditsPatch, string[]]>([
    ['nothing edited', {}, PLAIN],
    [
      'an adjustment',
      { adjust: { ...adjust, tint: 0.1 } },
      ['layer', 'place', 'adjust', 'backdrop', 'compose']
    ],
    ...(['contact', 'drop', 'original'] as const).map((part): [string, EditsPatch, string[]] => [
      `a ${part} shadow`,
      { shadow: shaded(part) },
      ['layer', 'place', 'shadow', 'backdrop', 'compose']
    ]),
    ['a reflection, which darkens nothing', { shadow: shaded('reflection') }, PLAIN],
    ['a shadow without strength', { shadow: { ...shadow, drop: { ...shadow.drop, angle: 10 } } }, PLAIN],
    ['no backdrop', { backdrop: { kind: 'transparent' } }, ['layer', 'place', 'compose']],
    ['a word', { annotate: { language: null, notes: [NOTES.text] } }, [...PLAIN, 'annotate']],
    ['a language without a word', { annotate: { language: 'vi', notes: [] } }, PLAIN],
    [
      'a magnifier',
      { annotate: { language: null, notes: [NOTES.magnifier] } },
      [...PLAIN, 'place', 'compose', 'annotate']
    ]
  ])('%s', (_title, edits, expected) => {
    expect(kindsOf(plan(edits))).toEqual(expected);
  });

  it('all of it, in order of work, each pass naming what it works on', () => {
    const whole = plan(ALL);
    const inset = ['place', 'adjust', 'compose'];
    expect(kindsOf(whole)).toEqual([
      ...['layer', 'place', 'adjust', 'shadow', 'backdrop', 'compose', ...inset, 'annotate']
    ]);
    const compose = passOf(whole, 'compose');
    const shade = passOf(whole, 'shadow');
    expect(passOf(whole, 'adjust').place).toBe(whole.place.key);
    expect([shade.place, shade.layer]).toEqual([whole.place.key, whole.layer.key]);
    expect(compose).toMatchObject({
      product: passOf(whole, 'adjust').key,
      shade: shade.key,
      backdrop: passOf(whole, 'backdrop').key,
      reflection: { strength: 0.3, product: whole.product }
    });
    expect(passOf(whole, 'annotate')).toMatchObject({ picture: compose.key, key: whole.key, language: 'vi' });
  });

  it('no pass names one that comes after it, or none', () => {
    const seen = new Set<string>();
    for (const { key, ...pass } of plan(ALL).passes) {
      const text = JSON.stringify(pass);
      for (const [named] of text.matchAll(/(layer|place|adjust|shadow|backdrop|compose)-[0-9a-f]{16}/g)) {
        expect(seen).toContain(named);
      }
      seen.add(key);
    }
  });
});

describe('what an edit bears on', () => {
  const before = plan(ALL);
  /** Kinds of the passes that must be painted anew; those of a magnifier are `inset`. */
  const anew = (edits: EditsPatch): string[] => {
    const keys = new Set(before.passes.map(({ key }) => key));
    const { passes } = plan({ ...ALL, ...edits });
    const composed = passes.findIndex(({ kind }) => kind === 'compose');
    const nameOf = ({ kind }: Pass, at: number) => (at > composed && kind !== 'annotate' ? 'inset' : kind);
    return [...new Set(passes.flatMap((pass, at) => (keys.has(pass.key) ? [] : [nameOf(pass, at)])))];
  };

  it.each<[string, EditsPatch, string[]]>([
    ['nothing', {}, []],
    [
      'a shadow’s slider',
      { shadow: { ...ALL.shadow!, drop: { ...shadow.drop, strength: 1 } } },
      ['shadow', 'compose', 'annotate']
    ],
    [
      'a reflection’s',
      { shadow: { ...ALL.shadow!, reflection: { ...shadow.reflection, strength: 1 } } },
      ['compose', 'annotate']
    ],
    ['an adjustment’s', { adjust: { ...adjust, exposure: 0.6 } }, ['adjust', 'compose', 'inset', 'annotate']],
    ['another backdrop', { backdrop: PICTURE }, ['backdrop', 'compose', 'annotate']],
    ['a word', { annotate: { ...ALL.annotate!, notes: [NOTES.text] } }, ['annotate']],
    ['the words’ language', { annotate: { ...ALL.annotate!, language: 'en' } }, ['annotate']],
    [
      'another fill in the same frame',
      { frame: filling(0.95) },
      ['place', 'adjust', 'shadow', 'compose', 'inset', 'annotate']
    ],
    [
      'a crop',
      { crop: { ...crop, straighten: 1 } },
      ['place', 'adjust', 'shadow', 'compose', 'inset', 'annotate']
    ],
    [
      'a corrected matte',
      { cutout: cutoutEdit('3') },
      ['layer', 'place', 'adjust', 'shadow', 'compose', 'inset', 'annotate']
    ]
  ])('%s: only that and what lies over it', (_title, edits, expected) => {
    expect(anew(edits)).toEqual(expected);
  });

  it('a shadow’s slider at rest asks nothing of the shadow pass for the reflection’s sake', () => {
    const [one, other] = [0.2, 0.4].map((strength) =>
      plan({ shadow: { ...shaded('contact'), reflection: { ...shadow.reflection, strength } } })
    );
    expect(passOf(one!, 'shadow')).toEqual(passOf(other!, 'shadow'));
    expect(one!.key).not.toBe(other!.key);
  });
});

describe('the backdrop', () => {
  const behind = (edits: EditsPatch) => passOf(plan(edits), 'backdrop');
  const elsewhere = { ...filling(0.85), shift: { x: 0, y: 1 } };

  it.each<[string, BackdropEdit]>([
    ['a colour', { kind: 'color', color: [1, 2, 3] }],
    ['a gradient', GRADIENT],
    ['a picture', PICTURE]
  ])('%s knows nothing of the photo: the same behind every product', (_title, backdrop) => {
    expect(behind({ backdrop })).toMatchObject({ backdrop, product: null });
    expect(behind({ backdrop, frame: elsewhere })).toEqual(behind({ backdrop }));
  });

  it('a studio set knows where the product stands', () => {
    const { product } = plan({ backdrop: SET });
    expect(behind({ backdrop: SET })).toMatchObject({ backdrop: SET, product });
    expect(behind({ backdrop: SET, frame: elsewhere }).key).not.toBe(behind({ backdrop: SET }).key);
  });

  it('a transparent picture that must be opaque stands on the channel’s background', () => {
    const backdrop: BackdropEdit = { kind: 'transparent' };
    const clear = plan({ backdrop });
    expect([clear.isTransparent, passOf(clear, 'compose').backdrop]).toEqual([true, null]);
    const opaque = plan({ backdrop }, { isOpaque: true });
    expect(opaque.isTransparent).toBe(false);
    expect(opaque.key).toBe(plan().key);
    expect(passOf(opaque, 'backdrop').backdrop).toEqual({ kind: 'color', color: [255, 255, 255] });
  });

  it('a variant’s backdrop is its own', () => {
    expect(plan({}, {}, secondary).key).toBe(plan({}, {}, secondary).key);
    expect(plan({ backdrop: GRADIENT }, {}, secondary).key).not.toBe(plan({}, {}, secondary).key);
  });
});

describe('a magnifier', () => {
  const shown = (edits: EditsPatch = {}) => {
    const made = plan({ annotate: { language: null, notes: [NOTES.magnifier] }, ...edits });
    const places = made.passes.filter((pass) => pass.kind === 'place');
    return { made, inset: places[1]!, note: passOf(made, 'annotate').notes[0] as typeof NOTES.magnifier };
  };

  it('shows the product around its target, as much larger as it says, in a square of its diameter', () => {
    const { made, inset, note } = shown();
    const side = Math.round(2 * 0.15 * 2000);
    expect(inset.frame).toEqual({ width: side, height: side });
    const centre = moved(inset.matrix, NOTES.magnifier.target);
    expect([centre.x, centre.y]).toEqual([expect.closeTo(side / 2), expect.closeTo(side / 2)]);
    const step = moved(inset.matrix, { x: NOTES.magnifier.target.x + 1, y: NOTES.magnifier.target.y });
    expect(step.x - centre.x).toBeCloseTo(3 * made.placement.scale, 9);
    expect(note).toMatchObject({ radius: side / 2, target: moved(made.matrix, NOTES.magnifier.target) });
  });

  it('names what it shows by its id: the adjusted product, without shade and backdrop', () => {
    const { made } = shown(ALL.adjust && { adjust: ALL.adjust, shadow: shaded('drop') });
    const composed = made.passes.filter((pass) => pass.kind === 'compose');
    const { insets } = passOf(made, 'annotate');
    expect(insets).toEqual({ magnifier: composed[1]!.key });
    const adjusted = made.passes.filter((pass) => pass.kind === 'adjust')[1]!;
    expect(composed[1]).toMatchObject({
      product: adjusted.key,
      shade: null,
      backdrop: null,
      reflection: null
    });
  });

  it('shows no more of a cropped photo than the picture does', () => {
    const rect = { x: 0.1, y: 0.1, width: 0.8, height: 0.8 };
    const { made, inset } = shown({ crop: { ...crop, rect } });
    const { clip } = made.place;
    const target = moved(made.matrix, NOTES.magnifier.target);
    expect(inset.clip!.width).toBeCloseTo(clip!.width * 3, 6);
    expect(inset.clip!.x - inset.frame.width / 2).toBeCloseTo((clip!.x - target.x) * 3, 6);
  });
});

describe('a cropped photo', () => {
  it('is placed by the box of what is left of the product', () => {
    const rect = { x: 0, y: 0, width: 0.5, height: 1 };
    const { product, place, frame, isCut } = plan({ crop: { ...crop, rect } });
    expect(isCut).toBe(true);
    expect(Math.max(product.width / frame.width, product.height / frame.height)).toBeCloseTo(0.9, 3);
    expect(product.x + product.width).toBeCloseTo(place.clip!.x + place.clip!.width, 6);
  });

  it('is not cut where all of the product is kept', () => {
    expect(plan({ crop: { ...crop, rect: { x: 0.05, y: 0.05, width: 0.9, height: 0.9 } } }).isCut).toBe(
      false
    );
    expect(plan({ crop: { ...crop, turns: 1, straighten: 20 } }).isCut).toBe(false);
  });

  it('a quarter turn swaps the sides', () => {
    const { product } = plan({ crop: { ...crop, turns: 1 } });
    expect(product.height / product.width).toBeCloseTo(5000 / 3000, 6);
  });

  it('what is cut off wholly is placed by what is kept', () => {
    const rect = { x: 0, y: 0, width: 0.05, height: 0.05 };
    const { product, place } = plan({ crop: { ...crop, rect } });
    expect(product.width).toBeCloseTo(place.clip!.width, 6);
  });
});
