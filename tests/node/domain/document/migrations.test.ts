import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findPhoto } from '../../../../src/lib/domain/document/change.ts';
import { DOCUMENT_VERSION } from '../../../../src/lib/domain/document/document.ts';
import { IDENTITY_CUTOUT } from '../../../../src/lib/domain/document/edits/cutout.ts';
import { MIGRATIONS } from '../../../../src/lib/domain/document/migrations/index.ts';
import { parseProject } from '../../../../src/lib/domain/document/parse.ts';
import { foundMatte } from '../samples.ts';

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'));

describe('every migration', () => {
  const all = MIGRATIONS.map(({ from }) => from);

  it('follows the one before without a gap, up to the version this build writes', () => {
    expect(all).toEqual(Array.from({ length: DOCUMENT_VERSION - 1 }, (_, index) => index + 1));
  });

  it.each(all)(
    'from version %i has a fixture of that version, which is brought to today and left as it is',
    (from) => {
      const document = fixture(`version-${from}`);
      const before = JSON.stringify(document);
      expect(document).toHaveProperty('version', from);
      expect(parseProject(document).version).toBe(DOCUMENT_VERSION);
      expect(JSON.stringify(document)).toBe(before);
    }
  );

  it('a newer document than this build’s is refused', () => {
    const newer = { ...(fixture('version-1') as object), version: DOCUMENT_VERSION + 1 };
    expect(() => parseProject(newer)).toThrow(expect.objectContaining({ code: 'version' }));
  });
});

describe('a document of version 1', () => {
  const project = parseProject(fixture('version-1'));
  const cut = findPhoto(project, 'cut');
  const matte = (digit: string) => ({ sha256: digit.repeat(64), type: 'image/png', bytes: 500 });

  it('keeps its matte, model and confidence as what was found, and asks and corrects nothing', () => {
    const found = foundMatte('2', { matte: matte('2'), model: 'imgly-isnet-fp16', confidence: 0.83 });
    expect(cut.edits).toEqual({
      cutout: { ...IDENTITY_CUTOUT, found },
      backdrop: { kind: 'channel' },
      frame: { fill: 0.9 }
    });
  });

  it('a photo that was not cut out stays so', () => {
    expect(findPhoto(project, 'raw').edits.cutout).toEqual(IDENTITY_CUTOUT);
  });

  it('variants are brought along, those without a cutout as they are', () => {
    expect(cut.variants).toEqual({
      'amazon/main': { frame: { fill: 0.87 } },
      'amazon/main/de-DE': {
        cutout: { ...IDENTITY_CUTOUT, found: foundMatte('3', { matte: matte('3'), confidence: null }) }
      }
    });
  });
});
