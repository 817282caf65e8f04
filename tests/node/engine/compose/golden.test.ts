import { expect, test } from 'vitest';
import {
  addPhoto,
  createProject,
  findPhoto,
  setCutout,
  setEdits
} from '../../../../src/lib/domain/document/change.ts';
import { IDENTITY_ADJUST, type AdjustEdit } from '../../../../src/lib/domain/document/edits/adjust.ts';
import type { BackdropEdit, SetBackdrop } from '../../../../src/lib/domain/document/edits/backdrop.ts';
import { IDENTITY_CROP, type CropEdit } from '../../../../src/lib/domain/document/edits/crop.ts';
import { IDENTITY_SHADOW, type ShadowEdit } from '../../../../src/lib/domain/document/edits/shadow.ts';
import type { EditsPatch } from '../../../../src/lib/domain/document/edits.ts';
import { planRender } from '../../../../src/lib/domain/render/plan.ts';
import { Compositor } from '../../../../src/lib/engine/compose/compositor.ts';
import { cpuBackend } from '../../../../src/lib/engine/compose/cpu/backend.ts';
import { makeLayer } from '../../../../src/lib/engine/compose/layer.ts';
import { expectGolden } from '../../../golden/golden.ts';
import { amazon, blob, cutoutEdit, filling, newPhoto, secondary } from '../../domain/samples.ts';
import { cloth, matte, photo, SIDE } from './scene.ts';

const layer = makeLayer(photo(), matte());
const behind = cloth();

const adjust = (part: Partial<AdjustEdit>): EditsPatch => ({ adjust: { ...IDENTITY_ADJUST, ...part } });
const crop = (part: Partial<CropEdit>): EditsPatch => ({ crop: { ...IDENTITY_CROP, ...part } });

type ShadowPart = { [K in keyof ShadowEdit]?: Partial<ShadowEdit[K]> | boolean };

function shadow(part: ShadowPart): EditsPatch {
  const merged = Object.entries(IDENTITY_SHADOW).map(([name, edit]) => {
    const given = part[name as keyof ShadowEdit] ?? (typeof edit === 'object' ? {} : edit);
    return [name, typeof given === 'object' ? { ...(edit as object), ...given } : given];
  });
  return { shadow: Object.fromEntries(merged) as ShadowEdit };
}

const studioSet = (part: Partial<SetBackdrop>): BackdropEdit => ({
  kind: 'set',
  set: 'sweep',
  color: [226, 214, 204],
  horizon: 0.62,
  light: { azimuth: 50, elevation: 45 },
  softness: 0.5,
  ...part
});

const cover: BackdropEdit = {
  kind: 'picture',
  blob: blob('5'),
  fit: 'cover',
  focus: { x: 0.5, y: 0.5 },
  blur: 0
};

const dusk: BackdropEdit = {
  kind: 'gradient',
  shape: 'linear',
  angle: 160,
  stops: [
    { at: 0, color: [250, 214, 190] },
    { at: 0.6, color: [214, 190, 205] },
    { at: 1, color: [120, 130, 170] }
  ]
};

const contact = { strength: 0.8, spread: 0.1, softness: 0.5 };
const reflection = { strength: 0.6, length: 0.4, blur: 0.4 };

/** What is done, by the name of its picture. */
const RECIPES: Readonly<Record<string, EditsPatch>> = {
  'place/plain': {},
  'place/turned': crop({ turns: 1, flip: true }),
  'place/straightened': crop({ straighten: -7 }),
  'place/perspective': crop({ keystone: { x: 0.3, y: -0.5 } }),
  'place/cut': crop({ straighten: 4, rect: { x: 0.2, y: 0.1, width: 0.5, height: 0.55 } }),
  'adjust/light': adjust({ exposure: 0.7, temperature: -0.4, tint: 0.2 }),
  'adjust/tones': adjust({ contrast: 0.5, highlights: -0.8, shadows: 0.8 }),
  'adjust/vivid': adjust({ saturation: 0.8, exposure: 0.3 }),
  'adjust/grey': adjust({ saturation: -1 }),
  'adjust/crisp': adjust({ clarity: 0.8, sharpen: 0.9 }),
  'adjust/calm': adjust({ denoise: 1, clarity: -0.5 }),
  'shadow/contact': shadow({ contact }),
  'shadow/drop': shadow({ drop: { strength: 0.5, angle: 120, distance: 0.12, blur: 0.4 } }),
  'shadow/original': shadow({ original: { strength: 1 } }),
  'shadow/reaching': shadow({
    drop: { strength: 0.6, angle: 90, distance: 0.4, blur: 1 },
    reachesFrame: true
  }),
  'reflection/polished': shadow({ reflection: { ...reflection, blur: 0 } }),
  'reflection/brushed': shadow({ reflection: { ...reflection, blur: 1, length: 0.6 } }),
  'backdrop/linear': { backdrop: dusk },
  'backdrop/radial': { backdrop: { ...dusk, shape: 'radial' } as BackdropEdit },
  'backdrop/cover': { backdrop: cover },
  'backdrop/blurred': { backdrop: { ...cover, blur: 0.4 } as BackdropEdit },
  'backdrop/tile': { backdrop: { ...cover, fit: 'tile' } as BackdropEdit },
  'backdrop/sweep': { backdrop: studioSet({}) },
  'backdrop/tabletop': { backdrop: studioSet({ set: 'tabletop', horizon: 0.5 }) },
  'backdrop/podium': { backdrop: studioSet({ set: 'podium' }), frame: filling(0.5) },
  'plan/packshot': { ...adjust({ exposure: 0.3, contrast: 0.2, sharpen: 0.4 }), ...shadow({ contact }) },
  'plan/studio': {
    ...adjust({ temperature: 0.2, clarity: 0.3 }),
    ...crop({ straighten: 2 }),
    ...shadow({ contact, reachesFrame: true }),
    backdrop: studioSet({ set: 'podium', color: [96, 116, 128], light: { azimuth: -60, elevation: 35 } }),
    frame: filling(0.55)
  },
  'plan/clear': { ...shadow({ contact, reflection }), backdrop: { kind: 'transparent' }, frame: filling(0.7) }
};

async function painted(patch: EditsPatch) {
  const empty = createProject({ id: 'p', name: '', channels: ['amazon'] });
  const size = { width: SIDE, height: SIDE };
  const cut = setCutout(addPhoto(empty, newPhoto('jug', { size })), 'jug', cutoutEdit('2'));
  const project = setEdits(cut, 'jug', { frame: filling(0.7), ...patch });
  const subject = { ...layer.info };
  const { passes, key } = planRender(findPhoto(project, 'jug'), amazon, secondary, subject, {
    longSide: 160
  });
  const compositor = new Compositor(cpuBackend, { layer: () => layer, picture: () => behind }, 2 ** 26);
  return (await compositor.render({ passes, key })).pixels;
}

test.each(Object.entries(RECIPES))('%s is painted as it is kept', async (name, patch) => {
  expectGolden(`engine/compose/${name}`, await painted(patch));
});

test('each picture differs from every other', async () => {
  const seen = new Map<string, string>();
  for (const [name, patch] of Object.entries(RECIPES)) {
    const bytes = Buffer.from((await painted(patch)).data).toString('base64');
    expect(seen.get(bytes), name).toBeUndefined();
    seen.set(bytes, name);
  }
});
