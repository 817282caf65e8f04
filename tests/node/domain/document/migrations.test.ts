import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findPhoto } from '../../../../src/lib/domain/document/change.ts';
import { IDENTITY_CUTOUT } from '../../../../src/lib/domain/document/edits/cutout.ts';
import { parseProject } from '../../../../src/lib/domain/document/parse.ts';
import { foundMatte } from '../samples.ts';

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'));

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
