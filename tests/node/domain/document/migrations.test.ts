import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../../src/lib/domain/document/canonical.ts';
import { sharesSizes } from '../../../../src/lib/domain/batch/shared-sizes.ts';
import { findPhoto, setChoices } from '../../../../src/lib/domain/document/change.ts';
import { DOCUMENT_VERSION } from '../../../../src/lib/domain/document/document.ts';
import { hashedEdits, IDENTITY_EDITS } from '../../../../src/lib/domain/document/edits.ts';
import { IDENTITY_CUTOUT } from '../../../../src/lib/domain/document/edits/cutout.ts';
import { IDENTITY_METADATA } from '../../../../src/lib/domain/document/metadata.ts';
import { MIGRATIONS } from '../../../../src/lib/domain/document/migrations/index.ts';
import { parseProject } from '../../../../src/lib/domain/document/parse.ts';
import { filling, foundMatte } from '../samples.ts';

const fileOf = (version: number) => new URL(`fixtures/version-${version}.json`, import.meta.url);
const fixture = (version: number): unknown => JSON.parse(readFileSync(fileOf(version), 'utf8'));
const matte = (digit: string) => ({ sha256: digit.repeat(64), type: 'image/png', bytes: 500 });

describe('every migration', () => {
  const all = MIGRATIONS.map(({ from }) => from);

  it('follows the one before without a gap, up to the version this build writes', () => {
    expect(all).toEqual(Array.from({ length: DOCUMENT_VERSION - 1 }, (_, index) => index + 1));
  });

  it.each(all)(
    'from version %i has a fixture of that version, which is brought to today and left as it is',
    (from) => {
      const document = fixture(from);
      const before = JSON.stringify(document);
      expect(document).toHaveProperty('version', from);
      expect(parseProject(document).version).toBe(DOCUMENT_VERSION);
      expect(JSON.stringify(document)).toBe(before);
      expect(parseProject(document).photos.length).toBeGreaterThan(1);
    }
  );

  it('a newer document than this build’s is refused', () => {
    const newer = { ...(fixture(1) as object), version: DOCUMENT_VERSION + 1 };
    expect(() => parseProject(newer)).toThrow(expect.objectContaining({ code: 'version' }));
  });
});

describe('a document of version 1', () => {
  const project = parseProject(fixture(1));
  const cut = findPhoto(project, 'cut');

  it('keeps its matte, model and confidence as what was found, and asks and corrects nothing', () => {
    const found = foundMatte('2', { matte: matte('2'), model: 'imgly-isnet-fp16', confidence: 0.83 });
    expect(cut.edits).toEqual({
      ...IDENTITY_EDITS,
      cutout: { ...IDENTITY_CUTOUT, found },
      frame: filling(0.9)
    });
  });

  it('a photo that was not cut out stays so', () => {
    expect(findPhoto(project, 'raw').edits.cutout).toEqual(IDENTITY_CUTOUT);
  });

  it('variants are brought along, those without a cutout as they are', () => {
    expect(cut.variants).toEqual({
      'amazon/main': { frame: filling(0.87) },
      'amazon/main/de-DE': {
        cutout: { ...IDENTITY_CUTOUT, found: foundMatte('3', { matte: matte('3'), confidence: null }) }
      }
    });
  });
});

describe('a document of version 2', () => {
  const project = parseProject(fixture(2));
  const cut = findPhoto(project, 'cut');

  it('keeps its cutout and its backdrop, and its frame gets the new fields; the new edits do nothing', () => {
    const { cutout } = cut.edits;
    expect(cut.edits).toEqual({
      ...IDENTITY_EDITS,
      cutout,
      backdrop: { kind: 'color', color: [250, 248, 240] },
      frame: filling(0.9)
    });
    expect(cutout).toMatchObject({
      ask: { prompt: { box: { x: 10, y: 20, width: 300, height: 400 }, text: 'cup' }, holes: 'cut' },
      isShared: true,
      found: { matte: matte('2'), doubt: matte('5'), model: 'isnet-fp16', confidence: 0.83 },
      correction: { strokes: [{ kind: 'erase', points: [10, 10, 60, 80] }], grow: -1 }
    });
  });

  it('a photo that nobody touched stays untouched', () => {
    expect(findPhoto(project, 'raw').edits).toEqual(IDENTITY_EDITS);
  });

  it('a variant names what it named and nothing more', () => {
    expect(cut.variants).toEqual({
      'amazon/main': { frame: filling(0.87) },
      'amazon/main/de-DE': { backdrop: { kind: 'color', color: [1, 2, 3] } }
    });
  });
});

describe('a document of version 3', () => {
  const project = parseProject(fixture(3));

  it('says nothing about its files yet, and keeps the rest as it was', () => {
    const { version, photos, ...rest } = fixture(3) as Record<string, unknown>;
    expect(version).toBe(3);
    expect(project).toMatchObject(rest);
    expect(project.photos).toMatchObject(photos as object[]);
    expect(project.metadata).toEqual(IDENTITY_METADATA);
  });

  it('every frame gets the new fields, of photos and of variants that have one', () => {
    const frames = project.photos.flatMap(({ edits, variants }) =>
      [edits, ...Object.values(variants)].flatMap(({ frame }) => (frame ? [frame] : []))
    );
    expect(frames.length).toBeGreaterThan(project.photos.length);
    for (const frame of frames) expect(frame).toMatchObject({ longSide: null, align: 'box' });
  });
});

describe('a document of version 4', () => {
  it('is the same document: all that version 5 adds may be absent', () => {
    const { version, photos, ...rest } = fixture(4) as Record<string, unknown>;
    expect(version).toBe(4);
    expect(parseProject(fixture(4))).toMatchObject(rest);
    expect(parseProject(fixture(4)).photos).toMatchObject(photos as object[]);
  });
});

describe('a document of version 5', () => {
  const { photos, ...rest } = fixture(5) as { photos: { edits: object; variants: object }[] };
  const project = parseProject(fixture(5));

  it('leaves to the app how its files are written, in photos and not in what variants do differently', () => {
    expect(project).toMatchObject({ ...rest, version: DOCUMENT_VERSION });
    expect(project.photos.map(({ edits }) => edits)).toEqual(
      photos.map(({ edits }) => ({ ...edits, encode: { format: null, quality: 'auto' } }))
    );
    expect(project.photos.map(({ variants }) => variants)).toEqual(photos.map(({ variants }) => variants));
  });

  it('is known by the hashes that it had', () => {
    expect(project.photos.map(({ edits }) => canonicalJson(hashedEdits(edits)))).toEqual(
      photos.map(({ edits }) => canonicalJson(edits))
    );
    const written = { ...project.photos[0]!.edits, encode: { format: 'png', quality: 'auto' } as const };
    expect(hashedEdits(written)).toEqual(written);
  });
});

describe('a document of version 6', () => {
  it('is the same document: where nobody says otherwise, sizes of a colour share pictures', () => {
    const project = parseProject(fixture(6));
    expect(project).toEqual({ ...(fixture(6) as object), version: DOCUMENT_VERSION });
    expect(sharesSizes(project)).toBe(true);
    expect(sharesSizes(parseProject(setChoices(project, { sharedSizes: false })))).toBe(false);
  });
});
