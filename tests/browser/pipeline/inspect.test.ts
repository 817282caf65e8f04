import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FindingReason, RuleId } from '../../../src/lib/domain/compliance/report.ts';
import { NO_METADATA } from '../../../src/lib/domain/document/metadata.ts';
import { encodeTiff } from '../../../src/lib/engine/encode/codecs/tiff.ts';
import { PackshotError } from '../../../src/lib/domain/errors.ts';
import { auditItems } from '../../../src/lib/pipeline/audit.ts';
import { listAudit } from '../../../src/lib/pipeline/audit-files.ts';
import { inspectFile } from '../../../src/lib/pipeline/check.ts';
import { DEFAULT_MODEL, prepareModel, removeModel } from '../../../src/lib/pipeline/models.ts';
import type { Studio } from '../../../src/lib/pipeline/studio.ts';
import * as make from '../../fixtures/image-files.ts';
import { CMYK_JPEG } from '../engine/encode/files.ts';
import { boxes, stubStudio } from './pictures.ts';

const AMAZON = { channel: 'amazon', role: 'main' };
/** 4 × 2 px, two frames: black, white. */
const ANIMATED_GIF =
  'R0lGODlhBAACAIAAAExpcQAAACH5BAUAAAAALAAAAAAEAAIAAAIDjG8FACH5BAUAAAAALAAAAAAEAAIAgExpcf///wIDjG8FADs=';
let studio: Studio;

beforeAll(async () => {
  studio = await stubStudio();
});
afterAll(() => studio.close());

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
const report = (data: BlobPart) => inspectFile(studio, new Blob([data]), AMAZON);
async function reasonOf(data: BlobPart, rule: RuleId): Promise<FindingReason | undefined> {
  return (await report(data)).findings.find((finding) => finding.rule === rule)?.reason;
}

describe('inspecting a foreign file', () => {
  test('of an animation its first picture is checked, and that it moves is a failure', async () => {
    const found = await report(bytesOf(ANIMATED_GIF));
    expect(found.file).toMatchObject({ type: 'image/gif', width: 4, height: 2 });
    expect(found.findings.find(({ rule }) => rule === 'animation')).toMatchObject({
      verdict: 'fail',
      measured: 2
    });
  });

  test('an animation whose product no flood finds is checked by its first picture too, where the model is there', async () => {
    const own = await stubStudio();
    try {
      await prepareModel(own, DEFAULT_MODEL);
      const found = await inspectFile(own, new Blob([bytesOf(ANIMATED_GIF)]), AMAZON);
      expect(found.findings.find(({ rule }) => rule === 'animation')?.reason).toBe('animated');
      const { items } = await listAudit([{ name: 'a.gif', data: new Blob([bytesOf(ANIMATED_GIF)]) }]);
      for await (const audited of auditItems(own, items, { hasPictures: true })) {
        expect(audited).toMatchObject({ picture: { width: 4, height: 2 } });
      }
    } finally {
      await removeModel(own, DEFAULT_MODEL);
      own.close();
    }
  });

  test('a model that fails costs the report nothing but the matte', async () => {
    const failing = {
      ...studio.segment,
      call: () => Promise.reject(new PackshotError('out-of-memory', 'full'))
    };
    const plain = await boxes('a.png', [[0, 0, 900, 600]], '#203040');
    const found = await inspectFile({ ...studio, segment: failing }, plain.data, AMAZON);
    expect(found.findings.find(({ rule }) => rule === 'fill')?.reason).toBe('no-matte');
  });

  test('printing inks and wide colours are named for what they are', async () => {
    const cmyk = bytesOf(CMYK_JPEG);
    expect((await report(cmyk)).file.colorSpace).not.toMatch(/sRGB|untagged/);
    expect(await reasonOf(cmyk, 'color-mode')).toBe('converted');
    const canvas = new OffscreenCanvas(32, 32);
    canvas.getContext('2d', { colorSpace: 'display-p3' })!.fillRect(8, 8, 9, 9);
    const wide = await canvas.convertToBlob({ type: 'image/jpeg' });
    expect((await report(wide)).file.colorSpace).toBe('Display P3');
    expect(await reasonOf(wide, 'color-space')).toBe('other-space');
  });

  test('transparency counts where it is used', async () => {
    const clear = await boxes('a.png', [[225, 150, 450, 300]], null);
    expect(await reasonOf(clear.data, 'alpha')).toBe('transparent');
    const solid = await boxes('a.png', [[225, 150, 450, 300]]);
    expect(await reasonOf(solid.data, 'alpha')).toBe('ok');
  });

  test('a TIFF is read although no browser opens one, and held to what the channel takes', async () => {
    const pixels = { data: new Uint8ClampedArray(600 * 400 * 4).fill(255), width: 600, height: 400 };
    for (let y = 100; y < 300; y++) pixels.data.fill(60, (y * 600 + 150) * 4, (y * 600 + 450) * 4);
    const found = await report(encodeTiff(pixels, NO_METADATA));
    expect(found.file).toMatchObject({ type: 'image/tiff', width: 600, height: 400 });
    expect(found.findings.find(({ rule }) => rule === 'background-white')?.reason).toBe('ok');
  });

  test('a TIFF without a picture is damaged', async () => {
    const bytes = new Uint8Array([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    await expect(report(bytes)).rejects.toMatchObject({ code: 'decode-failed', data: { format: 'tiff' } });
  });

  test('what nothing opens is refused by its name: HEIC', async () => {
    const heic = { code: 'unsupported-format', data: { format: 'heic' } };
    await expect(report(make.heicFile())).rejects.toMatchObject(heic);
  });
});
