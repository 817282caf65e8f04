import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  addPhoto,
  applyPreset,
  createProject,
  findPhoto,
  setCutout,
  setEdits
} from '../../../../src/lib/domain/document/change.ts';
import { DOCUMENT_VERSION } from '../../../../src/lib/domain/document/document.ts';
import { IDENTITY_EDITS, type Edits } from '../../../../src/lib/domain/document/edits.ts';
import type { Note } from '../../../../src/lib/domain/document/edits/annotate.ts';
import { parseProject } from '../../../../src/lib/domain/document/parse.ts';
import {
  makePreset,
  parsePreset,
  PRESET_EDITS,
  presetPatch,
  touchedEdits
} from '../../../../src/lib/domain/document/preset.ts';
import { parsePresetFile, presetFile } from '../../../../src/lib/domain/document/preset-file.ts';
import { editsFor } from '../../../../src/lib/domain/document/resolve.ts';
import { blob, cutoutEdit, filling, newPhoto } from '../samples.ts';
import { NOTES } from './notes.ts';

const { adjust, crop, shadow } = IDENTITY_EDITS;
const RECT = { x: 0.1, y: 0.1, width: 0.5, height: 0.5 };
const LOOK: Edits = {
  ...IDENTITY_EDITS,
  cutout: cutoutEdit('2'),
  crop: { ...crop, turns: 1, straighten: 2, rect: RECT },
  adjust: { ...adjust, exposure: 0.5 },
  backdrop: {
    kind: 'picture',
    blob: blob('7'),
    fit: 'cover',
    focus: { x: 0.5, y: 0.5 },
    blur: 0.2
  },
  shadow: { ...shadow, contact: { ...shadow.contact, strength: 0.4 } },
  annotate: { language: 'vi', notes: Object.values(NOTES) },
  frame: filling(0.9)
};
const FIELDS = { id: 'p', name: 'Gỗ sáng' };
const PRESET = makePreset(FIELDS, LOOK);
const json = (value: unknown) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;

describe('makePreset', () => {
  it('takes what was touched and is not the one photo’s: no cutout, no crop', () => {
    expect(Object.keys(PRESET.edits).sort()).toEqual(['adjust', 'annotate', 'backdrop', 'frame', 'shadow']);
    expect(PRESET).toMatchObject({ ...FIELDS, version: DOCUMENT_VERSION });
    expect(makePreset(FIELDS, IDENTITY_EDITS).edits).toEqual({});
    expect(Object.isFrozen(PRESET.edits.adjust)).toBe(true);
  });

  it('takes words and badges, which keep their place in the frame; what points at the photo stays there', () => {
    expect(PRESET.edits.annotate).toEqual({ language: 'vi', notes: [NOTES.text, NOTES.badge] });
    const pointing: readonly Note[] = [NOTES.arrow, NOTES.callout, NOTES.dimension, NOTES.magnifier];
    expect(touchedEdits({ ...IDENTITY_EDITS, annotate: { language: null, notes: pointing } })).toEqual([]);
  });

  it('holds any of the edits that it is told to, a crop without what it keeps, an untouched one as it is', () => {
    const { edits } = makePreset(FIELDS, { ...LOOK, frame: IDENTITY_EDITS.frame }, ['crop', 'frame']);
    expect(edits).toEqual({ crop: { ...LOOK.crop, rect: null }, frame: IDENTITY_EDITS.frame });
    expect(Object.keys(makePreset(FIELDS, LOOK, PRESET_EDITS).edits)).toEqual([...PRESET_EDITS]);
  });
});

describe('a photo that gets a preset', () => {
  const own: Edits = {
    ...IDENTITY_EDITS,
    cutout: cutoutEdit('5'),
    crop: { ...crop, rect: RECT },
    adjust: { ...adjust, tint: 1 },
    annotate: { language: 'en', notes: [NOTES.dimension, { ...NOTES.text, text: 'old' }] }
  };

  it('takes its edits whole, and keeps its own cutout and all that the preset does not speak of', () => {
    const patch = presetPatch(makePreset(FIELDS, LOOK, ['adjust', 'frame']), own);
    expect(patch).toEqual({ adjust: LOOK.adjust, frame: LOOK.frame });
  });

  it('keeps what of it is kept, unless it is turned another way', () => {
    const straight = makePreset(FIELDS, { ...LOOK, crop: { ...crop, straighten: 3 } }, ['crop']);
    expect(presetPatch(straight, own).crop).toEqual({ ...crop, straighten: 3, rect: RECT });
    const turned = makePreset(FIELDS, LOOK, ['crop']);
    expect(presetPatch(turned, own).crop).toEqual({ ...LOOK.crop, rect: null });
  });

  it('keeps its notes that point at it; its words are replaced', () => {
    expect(presetPatch(PRESET, own).annotate).toEqual({
      language: 'vi',
      notes: [NOTES.dimension, NOTES.text, NOTES.badge]
    });
  });

  it('two notes of one id get two ids', () => {
    const clash = { ...NOTES.arrow, id: 'text' };
    const { annotate } = presetPatch(PRESET, { ...own, annotate: { language: null, notes: [clash] } });
    expect(annotate?.notes.map(({ id }) => id)).toEqual(['text', 'text-2', 'badge']);
  });

  it('with more notes than there may be is refused, none is dropped in silence', () => {
    const notes = Array.from({ length: 49 }, (_, n) => ({ ...NOTES.arrow, id: `${n}` }));
    expect(() => presetPatch(PRESET, { ...own, annotate: { language: null, notes } })).toThrow(
      expect.objectContaining({ code: 'bad-request', data: { path: 'annotate.notes' } })
    );
  });

  it('is saved and read as any other; a variant can get one alone, and getting it twice changes nothing', () => {
    const project = setEdits(
      setCutout(
        addPhoto(createProject({ id: 'p', name: '', channels: ['amazon'] }), newPhoto('a')),
        'a',
        cutoutEdit('5')
      ),
      'a',
      own
    );
    const key = 'amazon/secondary';
    const after = applyPreset(project, 'a', PRESET, key);
    expect(findPhoto(after, 'a').edits).toEqual(own);
    expect(editsFor(findPhoto(after, 'a'), key)).toMatchObject({ adjust: LOOK.adjust, cutout: own.cutout });
    const whole = applyPreset(after, 'a', PRESET);
    expect(parseProject(json(whole))).toEqual(whole);
    expect(applyPreset(whole, 'a', PRESET)).toEqual(whole);
  });
});

describe('parsePreset', () => {
  const fileOf = (version: number) => new URL(`fixtures/preset-${version}.json`, import.meta.url);
  const versions = Array.from({ length: DOCUMENT_VERSION - 2 }, (_, index) => index + 3);

  it.each(versions)('there is a preset of version %i, which is brought to today', (version) => {
    expect(existsSync(fileOf(version))).toBe(true);
    const saved = JSON.parse(readFileSync(fileOf(version), 'utf8')) as Record<string, unknown>;
    expect(saved['version']).toBe(version);
    const preset = parsePreset(saved);
    expect(preset.version).toBe(DOCUMENT_VERSION);
    expect(Object.keys(preset.edits).length).toBeGreaterThan(3);
  });

  it('reads back what was saved, deep-frozen', () => {
    const read = parsePreset(json(PRESET));
    expect(read).toEqual(PRESET);
    expect(Object.isFrozen(read.edits.annotate?.notes[0])).toBe(true);
  });

  it.each<[string, object, string]>([
    ['a cutout', { edits: { cutout: LOOK.cutout } }, 'edits'],
    ['what is kept of a photo', { edits: { crop: LOOK.crop } }, 'edits'],
    ['a note that points at a photo', { edits: { annotate: LOOK.annotate } }, 'edits'],
    ['an unknown edit', { edits: { blur: {} } }, 'edits.blur'],
    ['a part of an edit', { edits: { frame: { fill: 0.9 } } }, 'edits.frame.ratio'],
    ['a value out of range', { edits: { adjust: { ...adjust, tint: 2 } } }, 'edits.adjust.tint'],
    ['no name', { name: '' }, 'name'],
    ['a name without end', { name: 'x'.repeat(101) }, 'name'],
    ['an unknown key', { script: 1 }, 'script'],
    ['no edits', { edits: null }, 'edits'],
    ['a version before there were any', { version: 2 }, 'version'],
    ['no version', { version: null }, 'version']
  ])('%s is refused', (_title, change, path) => {
    expect(() => parsePreset({ ...json(PRESET), ...change })).toThrow(
      expect.objectContaining({ code: 'bad-request', data: { path } })
    );
  });

  it('a newer one is refused as such', () => {
    expect(() => parsePreset({ ...json(PRESET), version: DOCUMENT_VERSION + 1 })).toThrow(
      expect.objectContaining({ code: 'version' })
    );
  });

  it.each([[null], [7], ['{}'], [[]], [{}]])('%j is no preset', (value) => {
    expect(() => parsePreset(value)).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });
});

describe('a preset’s file', () => {
  const file = json(presetFile(PRESET, 'AAAA'));

  it('holds all of it but the id, and is read under another', () => {
    expect(file).not.toHaveProperty('id');
    expect(parsePresetFile(file, 'q')).toEqual({ preset: { ...PRESET, id: 'q' }, picture: 'AAAA' });
    const plain = makePreset(FIELDS, LOOK, ['frame']);
    expect(parsePresetFile(json(presetFile(plain, null)), 'p')).toEqual({ preset: plain, picture: null });
  });

  it.each<[string, object, string, string]>([
    ['no picture where the backdrop is one', { picture: null }, 'bad-request', 'picture'],
    ['a picture that nothing shows', { edits: {} }, 'bad-request', 'picture'],
    ['an empty picture', { picture: '' }, 'bad-request', 'picture'],
    ['another kind of file', { packshotPreset: undefined }, 'bad-request', 'packshotPreset'],
    ['an id of its own', { id: 'mine', owner: 1 }, 'bad-request', 'owner']
  ])('%s is refused', (_title, change, code, path) => {
    const broken = json({ ...file, ...change });
    expect(() => parsePresetFile(broken, 'q')).toThrow(expect.objectContaining({ code, data: { path } }));
  });

  it('a newer form, or newer edits, are refused as such', () => {
    for (const change of [{ packshotPreset: 2 }, { version: DOCUMENT_VERSION + 1 }]) {
      expect(() => parsePresetFile({ ...file, ...change }, 'q')).toThrow(
        expect.objectContaining({ code: 'version' })
      );
    }
  });
});
