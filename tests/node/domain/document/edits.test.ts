import { describe, expect, it } from 'vitest';
import { addPhoto, createProject, setCutout, setEdits } from '../../../../src/lib/domain/document/change.ts';
import {
  EDIT_NAMES,
  editsPatchSchema,
  IDENTITY_EDITS,
  type EditsPatch
} from '../../../../src/lib/domain/document/edits.ts';
import { parseProject } from '../../../../src/lib/domain/document/parse.ts';
import { parseAs } from '../../../../src/lib/domain/schema.ts';
import { blob, cutoutEdit, newPhoto } from '../samples.ts';
import { NOTES } from './notes.ts';

const color = [250, 128, 0] as const;
/** Every field of every edit holds something. */
const FULL: EditsPatch = {
  crop: {
    turns: 3,
    flip: true,
    straighten: -45,
    keystone: { x: 1, y: -1 },
    rect: { x: 0.1, y: 0.2, width: 0.9, height: 0.02 }
  },
  adjust: {
    exposure: -3,
    temperature: 1,
    tint: -1,
    contrast: 1,
    highlights: -1,
    shadows: 1,
    saturation: -1,
    clarity: 1,
    sharpen: 1,
    denoise: 1
  },
  backdrop: {
    kind: 'gradient',
    shape: 'linear',
    angle: 180,
    stops: [
      { at: 0, color },
      { at: 0, color },
      { at: 1, color }
    ]
  },
  shadow: {
    contact: { strength: 1, spread: 0, softness: 1 },
    drop: { strength: 1, angle: -180, distance: 1, blur: 1 },
    reflection: { strength: 1, length: 1, blur: 0 },
    original: { strength: 1 },
    reachesFrame: true
  },
  annotate: { language: 'zh-Hant-TW', notes: Object.values(NOTES) },
  frame: { ratio: 5, longSide: 8192, fill: 1, padding: 0.45, shift: { x: -1, y: 1 }, align: 'floor' },
  encode: { format: 'avif', quality: 'best' }
};
const BACKDROPS = {
  channel: { kind: 'channel' },
  transparent: { kind: 'transparent' },
  color: { kind: 'color', color },
  scene: { kind: 'scene', method: 'synthesize' },
  picture: { kind: 'picture', blob: blob('7'), fit: 'tile', focus: { x: 0, y: 1 }, blur: 1 },
  set: {
    kind: 'set',
    set: 'sweep',
    color,
    horizon: 0,
    light: { azimuth: -180, elevation: 10 },
    softness: 1
  }
} as const;

const PROJECT = setEdits(
  setCutout(
    addPhoto(createProject({ id: 'p', name: '', channels: ['amazon'] }), newPhoto('a')),
    'a',
    cutoutEdit('2')
  ),
  'a',
  FULL
);

type Json = Record<string, unknown>;

/** The project as JSON with one value replaced, `undefined` taking it out. */
function spoiled(path: string, value: unknown, edits: object = {}): unknown {
  const json = JSON.parse(JSON.stringify(setEdits(PROJECT, 'a', edits))) as { photos: { edits: Json }[] };
  const keys = path.split('.');
  const last = keys.pop()!;
  const at = keys.reduce((node, key) => node[key] as Json, json.photos[0]!.edits);
  at[last] = value;
  return JSON.parse(JSON.stringify(json, (_key, each: unknown) => (Object.is(each, NaN) ? null : each)));
}

const refuses = (path: string, value: unknown, at = path, edits: object = {}) =>
  expect(() => parseProject(spoiled(path, value, edits))).toThrow(
    expect.objectContaining({ code: 'bad-request', data: { path: `photos.0.edits.${at}` } })
  );

describe('edits at the door', () => {
  it('every edit at its limits is read back as it was saved', () => {
    expect(parseProject(JSON.parse(JSON.stringify(PROJECT)))).toEqual(PROJECT);
    expect(Object.keys(FULL).sort()).toEqual(EDIT_NAMES.filter((name) => name !== 'cutout').sort());
  });

  it.each(Object.entries(BACKDROPS))('a backdrop of kind %s is read', (_kind, backdrop) => {
    const project = setEdits(PROJECT, 'a', { backdrop });
    expect(parseProject(JSON.parse(JSON.stringify(project)))).toEqual(project);
  });

  const OBJECTS = [
    ...EDIT_NAMES,
    ...['crop.keystone', 'crop.rect', 'cutout.ask', 'cutout.correction', 'cutout.found'],
    ...['shadow.contact', 'shadow.drop', 'shadow.reflection', 'shadow.original', 'frame.shift'],
    ...Object.keys(NOTES).map((_kind, index) => `annotate.notes.${index}`),
    ...['annotate.notes.0.at', 'annotate.notes.1.from', 'backdrop.stops.0']
  ];
  it.each(OBJECTS)('%s takes no key that it does not know', (path) => {
    refuses(`${path}.extra`, 1);
  });
  it.each(Object.entries(BACKDROPS))('a %s backdrop takes none either', (_kind, backdrop) => {
    refuses('backdrop.stops', [], 'backdrop.stops', { backdrop });
  });

  const RANGES: [string, number, number][] = [
    ['crop.straighten', -45, 45],
    ['crop.keystone.x', -1, 1],
    ['crop.keystone.y', -1, 1],
    ['crop.rect.x', 0, 1],
    ['crop.rect.width', 0.02, 1],
    ['crop.rect.height', 0.02, 1],
    ['adjust.exposure', -3, 3],
    ...['temperature', 'tint', 'contrast', 'highlights', 'shadows', 'saturation', 'clarity'].map(
      (field): [string, number, number] => [`adjust.${field}`, -1, 1]
    ),
    ['adjust.sharpen', 0, 1],
    ['adjust.denoise', 0, 1],
    ['backdrop.angle', -180, 180],
    ['backdrop.stops.2.at', 0, 1],
    ['backdrop.stops.0.color.1', 0, 255],
    ...['contact.strength', 'contact.spread', 'contact.softness', 'drop.strength', 'drop.distance'].map(
      (field): [string, number, number] => [`shadow.${field}`, 0, 1]
    ),
    ...['drop.blur', 'reflection.strength', 'reflection.length', 'reflection.blur', 'original.strength'].map(
      (field): [string, number, number] => [`shadow.${field}`, 0, 1]
    ),
    ['shadow.drop.angle', -180, 180],
    ['annotate.notes.0.at.x', 0, 1],
    ['annotate.notes.0.size', 0.005, 0.5],
    ['annotate.notes.1.from.x', -1e6, 1e6],
    ['annotate.notes.1.width', 0.001, 0.1],
    ['annotate.notes.5.radius', 0.02, 0.5],
    ['annotate.notes.5.zoom', 1.5, 8],
    ['frame.ratio', 0.2, 5],
    ['frame.padding', 0, 0.45],
    ['frame.shift.x', -1, 1],
    ['frame.shift.y', -1, 1]
  ];
  it.each(RANGES)('%s is at least %d and at most %d', (path, least, most) => {
    const hair = Math.max(Math.abs(least), Math.abs(most)) * 1e-6;
    for (const value of [least - hair, most + hair, String(least), null]) {
      if (value === null && path === 'frame.ratio') continue;
      refuses(path, value);
    }
  });

  it.each<[string, unknown, string?]>([
    ['crop.turns', 4],
    ['crop.turns', 0.5],
    ['crop.flip', 'no'],
    ['crop.rect', { x: 0.5, y: 0, width: 0.6, height: 1 }],
    ['crop.rect', { x: 0, y: 0.5, width: 1, height: 0.6 }],
    ['frame.fill', 0],
    ['frame.fill', 1.01],
    ['backdrop.kind', 'video'],
    ['backdrop.shape', 'spiral'],
    ['backdrop.stops', [{ at: 0, color }]],
    ['backdrop.stops', Array.from({ length: 9 }, () => ({ at: 0, color }))],
    [
      'backdrop.stops',
      [
        { at: 0.5, color },
        { at: 0.4, color }
      ]
    ],
    ['backdrop.stops.0.color', [1, 2, 3, 4], 'backdrop.stops.0.color.3'],
    ['backdrop.stops.0.color.0', 1.5],
    ['shadow.reachesFrame', 1],
    ['annotate.language', 'Tiếng Việt'],
    ['annotate.notes', [NOTES.text, NOTES.text]],
    ['annotate.notes', Array.from({ length: 51 }, (_, id) => ({ ...NOTES.text, id: `${id}` }))],
    ['annotate.notes.0.kind', 'sticker'],
    ['annotate.notes.0.id', ''],
    ['annotate.notes.0.text', 'x'.repeat(501)],
    ['annotate.notes.0.bold', 'yes'],
    ['annotate.notes.2.value', 0],
    ['annotate.notes.2.unit', 'parsec'],
    ['annotate.notes.4.shape', 'star'],
    ['adjust', null]
  ])('%s of %j is refused there', (path, value, at = path) => {
    refuses(path, value, at);
  });

  it.each<[string, unknown]>([
    ['backdrop.blob.sha256', 'f'.repeat(63)],
    ['backdrop.fit', 'stretch'],
    ['backdrop.focus.x', 1.1],
    ['backdrop.blur', -0.1]
  ])('a picture’s %s of %j is refused there', (path, value) => {
    refuses(path, value, path, { backdrop: BACKDROPS.picture });
  });

  it.each<[string, unknown]>([
    ['backdrop.set', 'beach'],
    ['backdrop.horizon', 1.1],
    ['backdrop.light.azimuth', 181],
    ['backdrop.light.elevation', 9],
    ['backdrop.light.elevation', 91],
    ['backdrop.softness', -0.1]
  ])('a studio set’s %s of %j is refused there', (path, value) => {
    refuses(path, value, path, { backdrop: BACKDROPS.set });
  });

  it('a patch holds whole edits, any of them', () => {
    const patch = { frame: IDENTITY_EDITS.frame };
    expect(parseAs(editsPatchSchema, patch, 'patch')).toEqual(patch);
    expect(parseAs(editsPatchSchema, {}, 'patch')).toEqual({});
    expect(() => parseAs(editsPatchSchema, { frame: { fill: 1 } }, 'patch')).toThrow(/frame\.ratio/);
  });
});
